package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
  private final Locations locations;
  private final Stretch mine;
  private final Stretch others;

  /** How far ahead which sessions are claimed, and until when they have been. */
  private static final class Stretch {
    private final Duration ahead;
    private final Predicate<Slot> takes;
    private Instant until;

    private Stretch(Duration ahead, Predicate<Slot> takes, Instant until) {
      this.ahead = ahead;
      this.takes = takes;
      this.until = until;
    }
  }

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
    this.locations = Locations.of(properties);
    Instant now = clock.instant();
    mine = new Stretch(properties.claimAhead(), locations::isHome, now);
    others =
        new Stretch(locations.later(properties.claimAhead()), it -> !locations.isHome(it), now);
  }

  /** Begins with what is due from now on. */
  void begin() {
    Instant now = clock.instant();
    mine.until = now;
    others.until = now;
    timeline.inForce(now, catalogs.current());
  }

  /**
   * Claims, of the sessions that begin within the time ahead, those nobody else has; each whole,
   * with the turns that come later. If that fails, the next call tries the same stretch again.
   */
  List<Slot> claim() {
    Catalog catalog = catalogs.current();
    metrics.follow(catalog);
    List<Slot> claimed = new ArrayList<>(claim(catalog, mine));
    if (locations.shares()) {
      claimed.addAll(claim(catalog, others));
    }
    return claimed;
  }

  private List<Slot> claim(Catalog catalog, Stretch stretch) {
    Instant now = clock.instant();
    Instant stillInTime = now.minus(properties.claimDeadline());
    Instant to = now.plus(stretch.ahead);
    Instant from = stretch.until.isBefore(stillInTime) ? stillInTime : stretch.until;
    // Claimed further than now may be: by a clock that has been set back since.
    from = from.isAfter(to) ? now : from;
    if (!from.isBefore(to)) {
      return List.of();
    }
    timeline.inForce(from, catalog);
    List<ClaimRequest> wanted =
        requests(catalog).of(demands.get(), from, to).stream()
            .filter(request -> stretch.takes.test(request.slot()))
            .toList();
    ClaimStore.Claimed claimed = store.claim(wanted);
    stretch.until = to;
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
