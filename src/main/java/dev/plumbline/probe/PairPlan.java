package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that a gate's demand wants, numbered from 0: pair k lies at {@code from + k·interval +
 * jitter(k)}, jitter below half an interval. Both sides are fresh sessions, due at one instant, of
 * one probe, drawn anew for each pair. A pure function of demand and catalog, as the rest of the
 * plan.
 */
public final class PairPlan {
  private final Demand demand;
  private final Pairs pairs;
  private final List<Deck.Asked> cards;
  private final Courtesy courtesy;
  private final Target candidate;
  private final Target baseline;
  private final long from;
  private final long interval;
  private final long jitterSeed;
  private final long drawSeed;

  private PairPlan(Demand demand, Pairs pairs, Catalog catalog, Target candidate, Target baseline) {
    this.demand = demand;
    this.pairs = pairs;
    this.candidate = candidate;
    this.baseline = baseline;
    courtesy = catalog.manners();
    cards = cards(catalog, pairs, candidate, baseline);
    from = ChronoUnit.MICROS.between(Instant.EPOCH, demand.from());
    interval = pairs.interval().toNanos() / 1000;
    jitterSeed = Hash.seed("pair-jitter|" + pairs.id());
    drawSeed = Hash.seed("pair-draw|" + pairs.id());
  }

  /** Empty where the catalog lacks one of the targets, or a probe that both can be asked. */
  public static Optional<PairPlan> of(Catalog catalog, Demand demand) {
    @Nullable Pairs pairs = demand.pairs();
    if (pairs == null) {
      return Optional.empty();
    }
    return catalog
        .target(demand.target())
        .flatMap(candidate ->
            catalog
                .target(pairs.baseline())
                .map(baseline -> new PairPlan(demand, pairs, catalog, candidate, baseline)))
        .filter(plan -> !plan.cards.isEmpty());
  }

  private static List<Deck.Asked> cards(
      Catalog catalog, Pairs pairs, Target candidate, Target baseline) {
    return pairs.suites().stream()
        .filter(suite -> candidate.suites().contains(suite) && baseline.suites().contains(suite))
        .flatMap(suite -> catalog.suite(suite).stream())
        .flatMap(suite ->
            suite.probes().stream()
                .filter(probe -> probe.fits(candidate) && probe.fits(baseline))
                .map(probe -> new Deck.Asked(suite.name(), probe.id())))
        .toList();
  }

  /** How many probes they are drawn from. */
  public int probes() {
    return cards.size();
  }

  /** When a pair is due. */
  public Instant at(long number) {
    long micros =
        from + number * interval + Hash.below(Math.max(1, interval / 2), jitterSeed, number);
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The probe of a pair: its suite, a slash, its id. */
  public String probe(long number) {
    Deck.Asked drawn = drawn(number);
    return drawn.suite() + "/" + drawn.probe();
  }

  /** The number of the pair that an exchange is a side of; empty where it is of none. */
  public OptionalLong number(Exchange exchange) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, exchange.scheduledAt());
    long number = Math.floorDiv(micros - from, interval);
    boolean side =
        exchange.target().equals(candidate.name()) || exchange.target().equals(baseline.name());
    return number >= 0
            && number < pairs.most()
            && side
            && at(number).equals(exchange.scheduledAt())
            && drawn(number).equals(new Deck.Asked(exchange.suite(), exchange.probe()))
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** Both sides of the pairs due from one instant, inclusive, to another, exclusive. */
  Stream<Slot> slots(Instant begin, Instant end) {
    Instant start = begin.isBefore(demand.from()) ? demand.from() : begin;
    Instant stop = end.isAfter(demand.until()) ? demand.until() : end;
    if (!start.isBefore(stop)) {
      return Stream.empty();
    }
    long first = Duration.between(demand.from(), start).dividedBy(pairs.interval()) - 1;
    long last =
        Math.min(
            pairs.most() - 1, Duration.between(demand.from(), stop).dividedBy(pairs.interval()));
    return LongStream.rangeClosed(Math.max(0, first), last)
        .filter(number -> !at(number).isBefore(start) && at(number).isBefore(stop))
        .filter(number -> !paused(at(number)))
        .boxed()
        .flatMap(number -> Stream.of(slot(candidate, number), slot(baseline, number)));
  }

  private boolean paused(Instant at) {
    return courtesy.pauses(candidate, at) || courtesy.pauses(baseline, at);
  }

  private Slot slot(Target target, long number) {
    Deck.Asked drawn = drawn(number);
    Instant at = at(number);
    return new Slot(
        target.name(), drawn.suite(), drawn.probe(), at, TargetPlan.fresh(target.name(), at));
  }

  private Deck.Asked drawn(long number) {
    return cards.get((int) Hash.below(cards.size(), drawSeed, number));
  }
}
