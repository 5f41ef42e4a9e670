package dev.plumbline.incident.drill;

import static java.util.stream.Collectors.toMap;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.detect.Detection;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes which fault of the drill was seen when. A fault is due once it is over and its last window
 * has closed; one that began before this process did, and was not seen, is not held against it: a
 * monitor that was down says so by other alerts, and has a whole period to show that it is back.
 */
@Component
@ConditionalOnRole(Role.API)
class DrillBook implements Drills {
  private static final Logger log = LoggerFactory.getLogger(DrillBook.class);

  /** From the last trial that decides to a row here, at the slowest. */
  private static final Duration DELIVERY = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofDays(90);

  private final DrillStore store;
  private final CatalogSource catalogs;
  private final InstantSource clock;
  private final Instant started;

  DrillBook(DrillStore store, CatalogSource catalogs, InstantSource clock) {
    this.store = store;
    this.catalogs = catalogs;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Override
  public void note(Detection detection) {
    if (!detection.series().slice().equals(SelfTest.DRILL)) {
      throw new IllegalArgumentException("not of the drill: " + detection.series());
    }
    Catalog catalog = catalogs.current();
    SelfTest selfTest = catalog.selfTest();
    if (selfTest == null || !alarms(detection, catalog.detection())) {
      return;
    }
    String check = detection.series().check();
    Instant at = detection.at();
    Instant fault = selfTest.newestFault(at);
    if (!selfTest.faulty(at)) {
      log.warn("{} pages the drill at {}, while it is healthy", check, at);
      return;
    }
    store.add(new Sighting(check, fault, at, selfTest.probesSince(fault, at)));
    store.forgetBefore(clock.instant().minus(KEPT));
  }

  /** A check that never pages shows by tickets that it works. */
  private static boolean alarms(Detection detection, DetectionPolicy policy) {
    DetectionPolicy.Objective objective = policy.objectives().get(detection.series().check());
    return switch (detection.kind()) {
      case PAGE -> true;
      case TICKET -> objective != null && !objective.pages();
      case CLEARED -> false;
    };
  }

  @Override
  public Optional<Report> report() {
    Catalog catalog = catalogs.current();
    return Optional.ofNullable(catalog.selfTest())
        .map(selfTest -> report(selfTest, catalog.detection()));
  }

  private Report report(SelfTest selfTest, DetectionPolicy policy) {
    Map<String, Sighting> newest =
        store.newest().stream().collect(toMap(Sighting::check, Function.identity()));
    Instant now = clock.instant();
    return new Report(
        selfTest.period(),
        selfTest.newestFault(now),
        selfTest.faulty(now),
        SelfTest.CHECKS.stream()
            .map(check -> standing(check, newest.get(check), selfTest, policy))
            .toList());
  }

  private Standing standing(
      String check, @Nullable Sighting newest, SelfTest selfTest, DetectionPolicy policy) {
    Instant since = newest == null || newest.at().isBefore(started) ? started : newest.at();
    Instant next = selfTest.newestFault(since).plus(selfTest.period());
    Instant due = selfTest.end(next).plus(policy.window()).plus(policy.grace()).plus(DELIVERY);
    return new Standing(check, newest, due);
  }

  @Override
  public List<Sighting> sightings(int limit) {
    return store.all(limit);
  }
}
