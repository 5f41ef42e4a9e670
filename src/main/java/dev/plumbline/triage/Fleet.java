package dev.plumbline.triage;

import static java.util.stream.Collectors.toMap;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Evidence;
import dev.plumbline.incident.Incidents;
import dev.plumbline.probe.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How every target stands, from its own series and the open incidents that suspect it. */
final class Fleet {
  /**
   * As the alert on stale targets has it: half an hour, or three intervals where that is longer.
   */
  private static final Duration STALE = Duration.ofMinutes(30);

  private final Map<Slice, List<Evidence>> leaves = new HashMap<>();
  private final Collection<Incidents.Headline> open;
  private final Map<String, Integer> asked;
  private final Courtesy courtesy;
  private final Instant now;

  Fleet(
      Collection<Evidence> evidence,
      Collection<Incidents.Headline> open,
      Collection<Demand> holding,
      Courtesy courtesy,
      Instant now) {
    this.courtesy = courtesy;
    evidence.stream()
        .filter(it -> it.series().slice().isLeaf())
        .forEach(it -> leaves.computeIfAbsent(it.series().slice(), _ -> new ArrayList<>()).add(it));
    this.open = open;
    this.asked = holding.stream().collect(toMap(Demand::target, Demand::factor, Math::max));
    this.now = now;
  }

  List<Pool> pools(Catalog catalog) {
    return catalog.targets().stream().map(this::pool).toList();
  }

  Pool pool(Target target) {
    List<Evidence> own = leaves.getOrDefault(Slice.leaf(target.labels()), List.of());
    @Nullable Evidence strongest =
        own.stream().max(Comparator.comparingDouble(Strength::shown)).orElse(null);
    @Nullable Instant newest =
        own.stream().map(Evidence::at).max(Comparator.naturalOrder()).orElse(null);
    return new Pool(
        target.name(),
        target.labels(),
        standing(target, own, newest),
        strongest == null ? null : Strength.shown(strongest),
        strongest == null ? null : strongest.series().check(),
        newest,
        asked.getOrDefault(target.name(), 1));
  }

  private Standing standing(Target target, List<Evidence> own, @Nullable Instant newest) {
    return Stream.of(
            own.stream().map(Fleet::standing),
            open.stream()
                .filter(incident -> incident.suspect().contains(target.labels()))
                .map(Fleet::standing),
            Stream.of(freshness(target, newest)))
        .flatMap(standings -> standings)
        .reduce(Standing.HEALTHY, Standing::or);
  }

  private Standing freshness(Target target, @Nullable Instant newest) {
    if (courtesy.excuses(target, now)) {
      return Standing.PAUSED;
    }
    if (newest == null) {
      return Standing.NO_DATA;
    }
    Duration three = target.budget().interval().multipliedBy(3);
    Duration limit = three.compareTo(STALE) > 0 ? three : STALE;
    return newest.isBefore(now.minus(limit)) ? Standing.STALE : Standing.HEALTHY;
  }

  static Standing standing(Evidence evidence) {
    return switch (evidence.level()) {
      case PAGE -> Standing.PAGE;
      case TICKET -> Standing.TICKET;
      case QUIET ->
          Strength.now(evidence) >= Strength.WARNING ? Standing.WARNING : Standing.HEALTHY;
    };
  }

  private static Standing standing(Incidents.Headline incident) {
    return switch (incident.loudness()) {
      case PAGE -> Standing.PAGE;
      case TICKET -> Standing.TICKET;
    };
  }
}
