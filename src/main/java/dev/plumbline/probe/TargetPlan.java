package dev.plumbline.probe;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Bursts;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The slots of one target, numbered from the epoch: slot i lies at {@code i·interval + phase +
 * jitter(i)}, jitter below half an interval, so that slots keep their order and any of them can be
 * computed by itself. Times are microseconds: what PostgreSQL keeps.
 */
final class TargetPlan {
  /**
   * A session ends within this, so that its one trial is counted while it still tells something.
   */
  static final Duration LONGEST_SESSION = Duration.ofMinutes(10);

  private final String target;
  private final Deck deck;
  private final Deck demandedDeck;
  private final long interval;
  private final long jitter;
  private final long phase;
  private final long jitterSeed;
  private final long demandedJitterSeed;
  private final int turns;
  private final long sessionPhase;
  private final long sessionSeed;
  private final double stickyShare;
  private final Bursts bursts;
  private final long burstSeed;
  private final long burstSizeSeed;

  /** Instants at which it is not asked. */
  private final Predicate<Instant> paused;

  private TargetPlan(
      String target, Budget budget, Deck deck, Deck demandedDeck, Predicate<Instant> paused) {
    this.target = target;
    this.paused = paused;
    this.deck = deck;
    this.demandedDeck = demandedDeck;
    interval = Math.max(2, budget.interval().toNanos() / 1000);
    jitter = interval / 2;
    phase = Hash.below(interval, seed("phase"), 0);
    jitterSeed = seed("jitter");
    demandedJitterSeed = seed("demanded-jitter");
    turns = turnsThatFit(budget.stickyTurns());
    sessionPhase = Hash.below(turns, seed("session-phase"), 0);
    sessionSeed = seed("session");
    stickyShare = turns == 1 ? 0 : budget.stickyShare();
    bursts = budget.bursts() == null ? Bursts.NONE : budget.bursts();
    burstSeed = seed("burst");
    burstSizeSeed = seed("burst-size");
  }

  static TargetPlan of(Catalog catalog, Target target) {
    return new TargetPlan(
        target.name(),
        target.budget(),
        Deck.of(catalog, target, "deck"),
        Deck.of(catalog, target, "demanded-deck"),
        pauses(catalog.manners(), target));
  }

  private static Predicate<Instant> pauses(Courtesy courtesy, Target target) {
    return courtesy.mayPause(target) ? at -> courtesy.pauses(target, at) : _ -> false;
  }

  String name() {
    return target;
  }

  boolean asksAnything() {
    return !deck.isEmpty();
  }

  /**
   * Numbers of the slots due in [from, to). A session that would come into a pause is left out
   * whole, so that each slot's fate follows from its session and nothing else.
   */
  LongStream indexes(Instant from, Instant to) {
    long start = micros(from);
    long end = micros(to);
    long first = Math.floorDiv(start - phase - jitter, interval);
    long last = Math.floorDiv(end - phase, interval);
    return LongStream.rangeClosed(first, last)
        .filter(index -> atMicros(index) >= start && atMicros(index) < end)
        .filter(index -> !comesIntoAPause(index));
  }

  private boolean comesIntoAPause(long index) {
    Session session = session(index);
    long first = index - session.turn();
    return LongStream.range(first, first + session.turns()).anyMatch(turn -> isPaused(at(turn)));
  }

  boolean isPaused(Instant at) {
    return paused.test(at);
  }

  /** The slot of this number, or all of its burst. */
  List<Slot> slots(long index) {
    Slot first = slot(index);
    return switch (first.session().kind()) {
      case FRESH, STICKY -> List.of(first);
      case BURST -> burst(first);
    };
  }

  /** The slot of this number; of a burst the first. */
  Slot slot(long index) {
    Deck.Asked asked = deck.asked(index);
    return new Slot(target, asked.suite(), asked.probe(), at(index), session(index));
  }

  /** All slots of the session that begins with this one; none if it begins with an earlier one. */
  List<Slot> sessionFrom(long index) {
    Session session = session(index);
    return switch (session.kind()) {
      case FRESH, BURST -> slots(index);
      case STICKY ->
          session.turn() > 0
              ? List.of()
              : IntStream.range(0, session.turns()).mapToObj(turn -> slot(index + turn)).toList();
    };
  }

  /** Microseconds apart, because a slot is known by its instant; at once to whoever is asked. */
  private static List<Slot> burst(Slot first) {
    Session session = first.session();
    return IntStream.range(0, session.turns())
        .mapToObj(turn ->
            new Slot(
                first.target(),
                first.suite(),
                first.probe(),
                first.at().plus(turn, ChronoUnit.MICROS),
                new Session(session.id(), session.kind(), turn, session.turns())))
        .toList();
  }

  /**
   * What demands add in [from, to): slots between those of the plan, each a fresh session, because
   * a session is one trial however long. They come from a deck of their own of the same cards, so
   * that what is asked never depends on what failed.
   */
  Stream<Slot> demanded(Demands demands, Instant from, Instant to) {
    return demands.of(target).stream()
        .flatMap(demand -> added(demand, from, to))
        .filter(added -> demands.factor(target, instant(added.micros())) == added.factor())
        .distinct()
        .map(this::slot);
  }

  /**
   * A slot that demands of one factor add.
   *
   * @param number in the order of their deck
   */
  private record Added(int factor, long number, long micros) {}

  /** With factor n each interval holds n − 1 of them, the k-th k/n of it after its beginning. */
  private Stream<Added> added(Demand demand, Instant from, Instant to) {
    long start = micros(demand.from().isAfter(from) ? demand.from() : from);
    long end = micros(demand.until().isBefore(to) ? demand.until() : to);
    int factor = demand.factor();
    long first = Math.floorDiv(start - phase, interval) - 1;
    long last = Math.floorDiv(end - phase, interval);
    return LongStream.rangeClosed(first, last)
        .boxed()
        .flatMap(index ->
            IntStream.range(1, factor)
                .mapToObj(k ->
                    new Added(factor, index * (factor - 1L) + k - 1, micros(index, k, factor))))
        .filter(added -> added.micros() >= start && added.micros() < end)
        .filter(added -> !isPaused(instant(added.micros())));
  }

  /** Never the instant of a base slot, of which interval i holds the i-th. */
  private long micros(long index, int k, int factor) {
    long step = interval / factor;
    long jittered = Hash.below(Math.max(1, step / 2), demandedJitterSeed, index * factor + k);
    long at = index * interval + phase + k * step + jittered;
    return at == atMicros(index) ? at + 1 : at;
  }

  private Slot slot(Added added) {
    Deck.Asked asked = demandedDeck.asked(added.number());
    Instant at = instant(added.micros());
    return new Slot(target, asked.suite(), asked.probe(), at, fresh(target, at));
  }

  /** A session of one exchange, at that instant. */
  static Session fresh(String target, Instant at) {
    return new Session(sessionId("fresh", target, at), Session.Kind.FRESH, 0, 1);
  }

  private Session session(long index) {
    long block = Math.floorDiv(index + sessionPhase, turns);
    if (Hash.unit(sessionSeed, block) >= stickyShare) {
      return alone(index);
    }
    int turn = Math.floorMod(index + sessionPhase, turns);
    String id = sessionId("sticky", target, at(index - turn));
    return new Session(id, Session.Kind.STICKY, turn, turns);
  }

  private Session alone(long index) {
    if (Hash.unit(burstSeed, index) >= bursts.share()) {
      return fresh(target, at(index));
    }
    int drawn = (int) Hash.below(bursts.sizes().size(), burstSizeSeed, index);
    int size = bursts.sizes().get(drawn);
    return size == 1
        ? fresh(target, at(index))
        : new Session(sessionId("burst", target, at(index)), Session.Kind.BURST, 0, size);
  }

  private static String sessionId(String kind, String target, Instant begins) {
    return Hash.text(String.join("|", "session", kind, target, begins.toString()), 16);
  }

  private int turnsThatFit(int wanted) {
    long limit = LONGEST_SESSION.toNanos() / 1000;
    return Math.clamp((limit - jitter) / interval + 1, 1, Math.max(1, wanted));
  }

  private Instant at(long index) {
    return instant(atMicros(index));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private long atMicros(long index) {
    return index * interval + phase + Hash.below(jitter, jitterSeed, index);
  }

  private long seed(String purpose) {
    return Hash.seed(purpose + "|" + target);
  }

  /** Rounded up, so that a window's start never takes in a slot before it. */
  private static long micros(Instant instant) {
    return Math.ceilDiv(instant.getNano(), 1000) + instant.getEpochSecond() * 1_000_000;
  }
}
