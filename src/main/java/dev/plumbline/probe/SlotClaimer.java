package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Claims what the plan has next. Not thread-safe: one thread claims for a worker. */
final class SlotClaimer {
  private final CatalogSource catalogs;
  private final Supplier<Demands> demands;
  private final CatalogTimeline timeline;
  private final ClaimStore store;
  private final Throttling throttling;
  private final ProbeMetrics metrics;
  private final InstantSource clock;
  private final ProbeProperties properties;
  private @Nullable ClaimRequests requests;
  private Instant claimedUntil;

  SlotClaimer(
      CatalogSource catalogs,
      Supplier<Demands> demands,
      CatalogTimeline timeline,
      ClaimStore store,
      Throttling throttling,
      ProbeMetrics metrics,
      InstantSource clock,
      ProbeProperties properties) {
    this.catalogs = catalogs;
    this.demands = demands;
    this.timeline = timeline;
    this.store = store;
    this.throttling = throttling;
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
    ClaimStore.Claimed claimed = store.claim(requests(catalog).of(demands.get(), from, to));
    claimedUntil = to;
    throttling.learn(claimed.pauses());
    for (Skip why : Skip.values()) {
      metrics.skipped(
          why,
          claimed.skipped().entrySet().stream()
              .filter(it -> it.getValue() == why)
              .collect(Collectors.groupingBy(it -> it.getKey().target(), Collectors.counting())));
    }
    return claimed.claimed();
  }

  /** Made anew with each version of the catalog: what asking costs depends on nothing else. */
  private ClaimRequests requests(Catalog catalog) {
    if (requests == null || !requests.catalog().version().equals(catalog.version())) {
      requests =
          new ClaimRequests(catalog, properties.claimDeadline().plus(properties.lostMargin()));
    }
    return requests;
  }
}
