package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.gate.live.Repeated;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/** Lets callers wait for an end without a thread for each: one looks for all of them. */
@Component
@ConditionalOnRole(Role.API)
class EvaluationWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(EvaluationWatch.class);
  static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final Duration SLACK = Duration.ofSeconds(15);
  private static final int MOST = 2_000;

  private final Gates gates;
  private final InstantSource clock;
  private final Queue<Waiting<?>> waiting = new ConcurrentLinkedQueue<>();
  private final Repeated repeated;

  private record Waiting<T>(
      String id, Instant until, Function<Evaluation, T> answer, DeferredResult<T> result) {
    void set(Evaluation evaluation) {
      result.setResult(answer.apply(evaluation));
    }
  }

  EvaluationWatch(Gates gates, InstantSource clock) {
    this.gates = gates;
    this.clock = clock;
    this.repeated = new Repeated("plumbline-gate-watch", BETWEEN, this::look);
  }

  /**
   * How long to wait, ISO 8601; more than {@link #LONGEST} is taken for that.
   *
   * @throws InvalidFieldException if it is something else
   */
  static Duration parse(@Nullable String wait, Duration usual) {
    if (wait == null) {
      return usual;
    }
    try {
      Duration given = Duration.parse(wait);
      if (given.isNegative()) {
        throw new InvalidFieldException("wait", "is less than nothing");
      }
      return given.compareTo(LONGEST) > 0 ? LONGEST : given;
    } catch (DateTimeException _) {
      throw new InvalidFieldException("wait", "is no duration such as PT30S");
    }
  }

  /**
   * The answer when it has ended or is open, or when the time is over.
   *
   * @param wait at most {@link #LONGEST}
   */
  <T> DeferredResult<T> await(
      Evaluation evaluation, Duration wait, Function<Evaluation, T> answer) {
    DeferredResult<T> result = new DeferredResult<>(wait.plus(SLACK).toMillis());
    Waiting<T> one = new Waiting<>(evaluation.id(), clock.instant().plus(wait), answer, result);
    if (wait.isZero() || settled(evaluation) || waiting.size() >= MOST) {
      one.set(evaluation);
    } else {
      waiting.add(one);
      result.onCompletion(() -> waiting.remove(one));
    }
    return result;
  }

  /** Answers whoever need not wait any longer. */
  void look() {
    Map<String, List<Waiting<?>>> byId =
        waiting.stream().collect(Collectors.groupingBy(Waiting::id));
    byId.forEach((id, all) -> {
      try {
        gates
            .find(id)
            .ifPresentOrElse(
                evaluation -> told(evaluation, all),
                () -> failed(Problems.of(HttpStatus.NOT_FOUND, "no such evaluation"), all));
      } catch (RuntimeException e) {
        log.warn("gate {}: cannot be looked at: {}", id, e.toString());
        failed(e, all);
      }
    });
  }

  private void told(Evaluation evaluation, List<Waiting<?>> all) {
    Instant now = clock.instant();
    for (Waiting<?> one : all) {
      if (settled(evaluation) || !now.isBefore(one.until())) {
        waiting.remove(one);
        one.set(evaluation);
      }
    }
  }

  private void failed(RuntimeException e, List<Waiting<?>> all) {
    for (Waiting<?> one : all) {
      waiting.remove(one);
      one.result().setErrorResult(e);
    }
  }

  private boolean settled(Evaluation evaluation) {
    return !evaluation.running() || evaluation.opens(clock.instant());
  }

  @Override
  public void start() {
    repeated.start();
  }

  @Override
  public void stop() {
    repeated.stop();
  }

  @Override
  public boolean isRunning() {
    return repeated.isRunning();
  }
}
