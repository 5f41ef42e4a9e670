package dev.plumbline.gate.live;

import dev.plumbline.probe.Demand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Has every evaluation judged again and again, and what it needs demanded ahead. Every instance
 * does; a lock on the evaluation's row makes one of them judge at a time.
 */
final class JudgeLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(JudgeLoop.class);

  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(4);
  private static final Duration BETWEEN_FORGETTING = Duration.ofHours(1);

  private final EvaluationStore evaluations;
  private final AuditStore audit;
  private final Judge judge;
  private final Consumer<Demand> demands;
  private final Policies policies;
  private final TransactionOperations transaction;
  private final InstantSource clock;
  private final PairNews news;
  private final Duration kept;
  private final Map<String, Instant> demandedUntil = new ConcurrentHashMap<>();
  private final Map<String, Instant> judgedAt = new ConcurrentHashMap<>();
  private final Repeated repeated;
  private Instant forgot;

  /**
   * @param demands takes them, and throws {@link PairDemands.AwayException} where nobody answers
   * @param kept how long after its end an evaluation is kept
   */
  JudgeLoop(
      EvaluationStore evaluations,
      AuditStore audit,
      Judge judge,
      Consumer<Demand> demands,
      Policies policies,
      TransactionOperations transaction,
      InstantSource clock,
      PairNews news,
      Duration tick,
      Duration kept) {
    this.evaluations = evaluations;
    this.audit = audit;
    this.judge = judge;
    this.demands = demands;
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
    this.news = news;
    this.kept = kept;
    this.forgot = clock.instant();
    this.repeated = new Repeated("plumbline-gate-judge", tick, this::run);
  }

  /** One look at all of them. What fails for one does not keep the others. */
  void run() {
    policies.reload();
    List<Running> all = evaluations.running();
    Set<String> ids = all.stream().map(Running::id).collect(Collectors.toUnmodifiableSet());
    judge.rememberOnly(ids);
    demandedUntil.keySet().retainAll(ids);
    judgedAt.keySet().retainAll(ids);
    news.retain(ids);
    boolean brokerAnswers = true;
    for (Running running : all) {
      // Each demand that is not answered takes seconds, in which nothing would be judged.
      brokerAnswers = brokerAnswers && demanded(running);
      if (isDue(running.id())) {
        judge(running.id());
      }
    }
    forget();
  }

  /**
   * Each holds both sides of every pair, so they cannot all be kept for ever. First an hour after
   * the start.
   */
  private void forget() {
    Instant now = clock.instant();
    if (now.isAfter(forgot.plus(BETWEEN_FORGETTING))) {
      forgot = now;
      int gone = evaluations.forgetEndedBefore(now.minus(kept));
      if (gone > 0) {
        log.info("{} evaluations of gates forgotten, they ended before {}", gone, now.minus(kept));
      }
    }
  }

  /** Where no side came nothing changes but with time, and that in many seconds. */
  private boolean isDue(String id) {
    boolean any = news.take(id);
    Instant last = judgedAt.getOrDefault(id, Instant.MIN);
    return any || judge.waits(id) || !last.isAfter(clock.instant().minus(AT_LEAST_EVERY));
  }

  private void judge(String id) {
    try {
      Instant now = clock.instant();
      step(id);
      judgedAt.put(id, now);
    } catch (RuntimeException e) {
      judgedAt.remove(id);
      log.error("gate {}: cannot be judged now, trying again", id, e);
    }
  }

  /** False where the broker does not answer. */
  private boolean demanded(Running running) {
    try {
      demand(running);
    } catch (PairDemands.AwayException e) {
      log.error("gate {} and those after it: no pairs can be demanded now", running.id(), e);
      return false;
    } catch (RuntimeException e) {
      log.error("gate {}: pairs cannot be demanded, trying again", running.id(), e);
    }
    return true;
  }

  private void step(String id) {
    transaction.executeWithoutResult(_ ->
        evaluations
            .lock(id)
            .flatMap(judge::judge)
            .ifPresent(ending -> {
              evaluations.end(id, ending);
              audit.add(
                  id, new AuditStore.Entry(ending.at(), "ended", "plumbline", ending.verdict()));
              log.info("gate {} ended: {}", id, ending.verdict());
            }));
  }

  /** Only ever prolonged, and not long ahead: nobody can take back what is demanded. */
  private void demand(Running running) {
    Instant now = clock.instant();
    Instant wanted = now.plus(Running.AHEAD).truncatedTo(ChronoUnit.SECONDS);
    Instant until = demandedUntil.getOrDefault(running.id(), Instant.MIN);
    if (Duration.between(now, until.equals(Instant.MIN) ? now : until)
            .compareTo(Running.AHEAD.dividedBy(2))
        < 0) {
      Demand demand =
          running.demand(
              wanted.isAfter(running.begins()) ? wanted : running.begins().plusSeconds(1));
      demands.accept(demand);
      demandedUntil.put(running.id(), demand.until());
    }
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
