package dev.plumbline.probe;

import static java.util.Objects.requireNonNull;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Claims what the plan has next. Not thread-safe: one thread claims for a worker. */
final class SlotClaimer {
  private final CatalogSource catalogs;
  private final Supplier<Demands> demands;
  private final CatalogTimeline timeline;
  private final ClaimStore store;
  private final ProbeMetrics metrics;
  private final InstantSource clock;
  private final ProbeProperties properties;
  private Instant claimedUntil;

  SlotClaimer(
      CatalogSource catalogs,
      Supplier<Demands> demands,
      CatalogTimeline timeline,
      ClaimStore store,
      ProbeMetrics metrics,
      InstantSource clock,
      ProbeProperties properties) {
    this.catalogs = catalogs;
    this.demands = demands;
    this.timeline = timeline;
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
    this.properties = properties;
    this.claimedUntil = clock.instant();
  }

  /** Begins with what is due from now on. */
  void begin() {
    claimedUntil = clock.instant();
    timeline.inForce(claimedUntil, catalogs.current());
  }

  /**
   * Claims, of the sessions that begin within the time ahead, those nobody else has; each whole,
   * with the turns that come later. If that fails, the next call tries the same stretch again.
   */
  List<Slot> claim() {
    Instant now = clock.instant();
    Instant stillInTime = now.minus(properties.claimDeadline());
    Instant from = claimedUntil.isBefore(stillInTime) ? stillInTime : claimedUntil;
    Instant to = now.plus(properties.claimAhead());
    if (!from.isBefore(to)) {
      return List.of();
    }
    Catalog catalog = catalogs.current();
    timeline.inForce(from, catalog);
    metrics.follow(catalog);
    ClaimStore.Claimed claimed = store.claim(requests(catalog, from, to));
    claimedUntil = to;
    metrics.skipped(
        claimed.overBudget().stream()
            .collect(Collectors.groupingBy(Slot::target, Collectors.counting())));
    return claimed.claimed();
  }

  private List<ClaimRequest> requests(Catalog catalog, Instant from, Instant to) {
    Map<String, Target> targets =
        catalog.probed().stream().collect(Collectors.toMap(Target::name, Function.identity()));
    Stream<ClaimRequest> base =
        Plan.sessionsBeginning(catalog, from, to).stream()
            .map(slot -> {
              Target target = requireNonNull(targets.get(slot.target()));
              return request(slot, target, target.budget().requestsPerDay());
            });
    Stream<ClaimRequest> besides =
        Stream.concat(
                Plan.demanded(catalog, demands.get(), from, to).stream(),
                Plan.ofPeers(catalog, from, to).stream())
            .map(slot -> {
              Target target = requireNonNull(targets.get(slot.target()));
              return request(
                  slot, target, target.budget().requestsPerDay() - baseSlotsLeft(slot, target));
            });
    return Stream.concat(base, besides).sorted(Comparator.comparing(it -> it.slot().at())).toList();
  }

  /**
   * What is demanded, and what peers are asked besides, leaves the rest of the day its base slots:
   * a target is never asked less of its own.
   */
  private static long baseSlotsLeft(Slot slot, Target target) {
    Instant day = slot.at().truncatedTo(ChronoUnit.DAYS);
    Duration left = Duration.between(slot.at(), day.plus(Duration.ofDays(1)));
    return left.dividedBy(target.budget().interval()) + 1;
  }

  private ClaimRequest request(Slot slot, Target target, long limit) {
    Duration allowed =
        properties.claimDeadline().plus(target.budget().timeout()).plus(properties.lostMargin());
    return new ClaimRequest(slot, limit, slot.at().plus(allowed));
  }
}
