package dev.plumbline.gate.live;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Target;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.GateState;
import dev.plumbline.gate.Verdict;
import dev.plumbline.probe.PairPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges one evaluation as far as its pairs go. What it remembers can be forgotten: the pairs that
 * are kept give the same state again.
 */
final class Judge {
  private static final int MOST_AT_ONCE = 500;
  private static final String UNSENT = "nothing was sent of any pair: is a worker running?";
  private static final String UNREAD =
      "exchanges could not be read to the end of the deadline: is Kafka away?";
  private static final String UNSEEN =
      "what stands open on the candidate could not be read: is Kafka away?";

  /** A PASS needs to know what stood open so long ago at most. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final EvaluationStore evaluations;
  private final SideStore sides;
  private final CatalogSource catalogs;
  private final Function<String, List<String>> evidence;
  private final Supplier<Instant> evidenceReadUntil;
  private final Supplier<Instant> caughtUp;
  private final InstantSource clock;
  private final Duration grace;
  private final Map<String, GateState> known = new ConcurrentHashMap<>();

  /** Since when a PASS waits to know what stands open. */
  private final Map<String, Instant> unseenSince = new ConcurrentHashMap<>();

  /**
   * @param evidence what stands open on a target, by name
   * @param evidenceReadUntil all evidence published before this is known
   * @param caughtUp all exchanges published before this have been taken
   * @param grace beyond a target's timeout
   */
  Judge(
      EvaluationStore evaluations,
      SideStore sides,
      CatalogSource catalogs,
      Function<String, List<String>> evidence,
      Supplier<Instant> evidenceReadUntil,
      Supplier<Instant> caughtUp,
      InstantSource clock,
      Duration grace) {
    this.evaluations = evaluations;
    this.sides = sides;
    this.catalogs = catalogs;
    this.evidence = evidence;
    this.evidenceReadUntil = evidenceReadUntil;
    this.caughtUp = caughtUp;
    this.clock = clock;
    this.grace = grace;
  }

  /** What was decided; empty while more pairs can decide. Within a transaction that locked it. */
  Optional<EvaluationStore.Ending> judge(Running running) {
    Catalog catalog = catalogs.current();
    Optional<PairPlan> plan = PairPlan.of(catalog, running.whole());
    if (plan.isEmpty()) {
      GateState state = known.getOrDefault(running.id(), GateState.start(running.policy()));
      return Optional.of(
          end(
              running,
              state,
              "the catalog no longer has both targets and their suites",
              List.of()));
    }
    PairBook book = new PairBook(running, plan.get(), sides);
    GateState before = state(running);
    List<GatePair> next = book.next(catalog, waited(catalog, running), MOST_AT_ONCE);
    GateState state = before;
    for (GatePair pair : next) {
      state = state.after(pair);
    }
    Optional<EvaluationStore.Ending> ending =
        ending(catalog, running, state, running.judged() + next.size());
    if (!next.isEmpty() && (ending.isPresent() || state.verdict().isEmpty())) {
      save(running, state, running.judged() + next.size());
    }
    return ending;
  }

  /** Whether a PASS waits for something else than pairs. */
  boolean waits(String id) {
    return unseenSince.containsKey(id);
  }

  /** Forgets all others: whoever ended them, here or elsewhere. */
  void rememberOnly(Set<String> ids) {
    known.keySet().retainAll(ids);
    unseenSince.keySet().retainAll(ids);
  }

  private GateState state(Running running) {
    @Nullable GateState remembered = known.get(running.id());
    if (remembered != null && remembered.pairs() == running.judged()) {
      return remembered;
    }
    GateState state = GateState.start(running.policy());
    for (GatePair pair : new KeptPairs(running, sides).judged()) {
      state = state.after(pair);
    }
    return state;
  }

  /** Sides due before this that are not there will not come. */
  private Instant waited(Catalog catalog, Running running) {
    Instant read = caughtUp.get();
    return read.equals(Instant.MIN)
        ? Instant.MIN
        : read.minus(timeout(catalog, running)).minus(grace);
  }

  /** The longer one of both targets. */
  private static Duration timeout(Catalog catalog, Running running) {
    return List.of(running.request().candidate(), running.request().baseline()).stream()
        .flatMap(name -> catalog.target(name).stream())
        .map(Target::budget)
        .map(budget -> budget.timeout())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Optional<EvaluationStore.Ending> ending(
      Catalog catalog, Running running, GateState state, long pairs) {
    Instant now = clock.instant();
    Instant latest =
        running.begins().plus(running.policy().deadline()).plus(patience(catalog, running));
    if (state.verdict().isEmpty()) {
      return now.isAfter(latest) ? Optional.of(late(running, state, UNREAD)) : Optional.empty();
    }
    if (state.verdict().get().opens() && evidenceReadUntil.get().isBefore(now.minus(FRESH))) {
      // A process that has just started needs a moment to read it, however late it is.
      Instant since = unseenSince.computeIfAbsent(running.id(), _ -> now);
      return now.isAfter(latest) && now.isAfter(since.plus(grace))
          ? Optional.of(late(running, state, UNSEEN))
          : Optional.empty();
    }
    boolean silent =
        state.verdict().get() instanceof Verdict.Inconclusive
            && !new KeptPairs(running, sides).anySent(pairs);
    return Optional.of(end(running, state, "", silent ? List.of(UNSENT) : List.of()));
  }

  private EvaluationStore.Ending late(Running running, GateState state, String broken) {
    return end(running, state, "the deadline is over", List.of(broken));
  }

  /** Long enough for every side to have come or to be missing, if all of ours works. */
  private Duration patience(Catalog catalog, Running running) {
    return timeout(catalog, running).plus(grace.multipliedBy(4)).plus(running.interval());
  }

  /**
   * @param broken what of ours did not work
   */
  private EvaluationStore.Ending end(
      Running running, GateState state, String ended, List<String> broken) {
    List<String> open =
        state.verdict().filter(Verdict::opens).isPresent()
            ? evidence.apply(running.request().candidate())
            : List.of();
    Verdict verdict = GateFacts.verdict(state, ended, open, broken);
    evaluations.judged(running.id(), state.pairs(), GateBody.of(state, verdict));
    return new EvaluationStore.Ending(verdict.word(), ended, open, broken, clock.instant());
  }

  private void save(Running running, GateState state, long judged) {
    known.put(running.id(), state);
    if (state.verdict().isEmpty()) {
      evaluations.judged(running.id(), judged, GateBody.running(state));
    }
  }
}
