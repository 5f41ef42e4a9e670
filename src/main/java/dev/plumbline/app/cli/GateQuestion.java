package dev.plumbline.app.cli;

import dev.plumbline.app.cli.GateServer.AwayException;
import dev.plumbline.app.cli.GateServer.ConflictException;
import dev.plumbline.app.cli.PlainErrors.BadInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One release question, asked until it is settled or time is over. What a server that is away for a
 * while does not answer is asked again: the same question finds the same evaluation.
 */
final class GateQuestion {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final GateServer server;
  private final String gate;
  private final Map<String, String> question;
  private final Limits limits;
  private final InstantSource clock;
  private final Pause pause;
  private final Consumer<String> told;

  /**
   * How long to go on.
   *
   * @param until the evaluation is left alone from here on
   * @param patience with a server that is away
   */
  record Limits(Instant until, Duration patience) {}

  private interface Call {
    GateAnswer send() throws AwayException, ConflictException, InterruptedException;
  }

  /**
   * A question that is not asked yet.
   *
   * @param told what is said to people while it goes on, a line each
   */
  GateQuestion(
      GateServer server,
      String gate,
      Map<String, String> question,
      Limits limits,
      InstantSource clock,
      Pause pause,
      Consumer<String> told) {
    this.server = server;
    this.gate = gate;
    this.question = question;
    this.limits = limits;
    this.clock = clock;
    this.pause = pause;
    this.told = told;
  }

  /**
   * Asks.
   *
   * @param again make another attempt of one that ended undecided
   * @throws BadInputException if the server refuses, or is away for too long
   */
  GateAnswer ask(boolean again) throws InterruptedException {
    try {
      GateAnswer answer = patiently(() -> server.ask(gate, question, false), null);
      return again && answer.undecided() ? askAgain() : answer;
    } catch (ConflictException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  /** Somebody else may have begun it meanwhile, or we, and the answer was lost. */
  private GateAnswer askAgain() throws ConflictException, InterruptedException {
    try {
      return patiently(() -> server.ask(gate, question, true), null);
    } catch (ConflictException _) {
      return patiently(() -> server.ask(gate, question, false), null);
    }
  }

  /** Waits until it is settled, or as far as it is when time is over. */
  GateAnswer await(GateAnswer first) throws InterruptedException {
    GateAnswer latest = first;
    String said = "";
    while (!latest.settled()) {
      String progress = latest.progress();
      if (!progress.equals(said)) {
        told.accept(progress);
        said = progress;
      }
      Instant began = clock.instant();
      Duration left = Duration.between(began, limits.until());
      if (!left.isPositive()) {
        return latest;
      }
      Duration wait = shorter(left, WAIT);
      String id = latest.named().id();
      try {
        latest = patiently(() -> server.await(gate, id, wait), latest);
      } catch (ConflictException e) {
        throw new BadInputException(String.valueOf(e.getMessage()));
      }
      // A server that does not let us wait must not be asked without end.
      if (!latest.settled()
          && Duration.between(began, clock.instant()).compareTo(SHORTEST_PAUSE) < 0) {
        pause.pass(SHORTEST_PAUSE);
      }
    }
    return latest;
  }

  /**
   * The answer to a call, however often it must be sent.
   *
   * @param known what holds when time is over before the server is back; null: nothing does
   */
  private GateAnswer patiently(Call call, @Nullable GateAnswer known)
      throws ConflictException, InterruptedException {
    @Nullable Instant away = null;
    Duration next = SHORTEST_PAUSE;
    while (true) {
      try {
        return call.send();
      } catch (AwayException e) {
        Instant now = clock.instant();
        if (away == null) {
          away = now;
          told.accept(String.valueOf(e.getMessage()));
        }
        Instant end = earlier(away.plus(limits.patience()), limits.until());
        Duration left = Duration.between(now, end);
        if (!left.isPositive()) {
          if (known != null && !now.isBefore(limits.until())) {
            return known;
          }
          throw new BadInputException(
              "%s, for %s now — start it, or name another: --server URL"
                  .formatted(
                      String.valueOf(e.getMessage()),
                      Duration.between(away, now).truncatedTo(ChronoUnit.SECONDS)));
        }
        pause.pass(shorter(next, left));
        next = shorter(next.multipliedBy(2), LONGEST_PAUSE);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
