package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Malformed;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Courtesy} of a fleet. */
final class CourtesyReader {
  private static final String BURST_REMEDY =
      "raise concurrency of the pool, or leave larger bursts out of burst-sizes";
  private final Fields fleet;

  CourtesyReader(Fields fleet) {
    this.fleet = fleet;
  }

  Limits budget() {
    return LimitsReader.ofFleet(fleet.within("budget"));
  }

  /**
   * @param targets all that are written; where others are found, a name that is none of theirs may
   *     be right all the same
   */
  Courtesy read(Collection<Target> targets, Set<String> draining) {
    return new Courtesy(budget(), pools(targets), maintenance(targets), new TreeSet<>(draining));
  }

  private Map<String, Integer> pools(Collection<Target> targets) {
    Map<String, Integer> limits = new TreeMap<>();
    Fields pools = fleet.within("pools");
    Set<String> known = new TreeSet<>();
    targets.forEach(target -> known.add(target.labels().pool()));
    for (String pool : pools.keys()) {
      if (!known.contains(pool) && !fleet.has("discover")) {
        pools.error(
            pool, "no target is in a pool '%s'".formatted(pool), DidYouMean.remedy(pool, known));
      }
      int limit = pools.within(pool).smallWhole("concurrency");
      requireRoom(pools.within(pool), limit, pool, targets);
      limits.put(pool, limit);
    }
    return Collections.unmodifiableMap(limits);
  }

  /** All of a burst must be under way at once: what waits for its turn lands in another batch. */
  private static void requireRoom(
      Fields limits, int limit, String pool, Collection<Target> targets) {
    targets.stream()
        .filter(target -> target.labels().pool().equals(pool))
        .max(Comparator.comparingInt(target -> target.budget().largestBurst()))
        .filter(target -> limit > 0 && target.budget().largestBurst() > limit)
        .ifPresent(target ->
            limits.error(
                "concurrency",
                "%d is less than the %d at once of a burst to %s"
                    .formatted(limit, target.budget().largestBurst(), target.name()),
                BURST_REMEDY));
  }

  /** The same of a target that was found. */
  static void requireRoom(Fields written, Target target, Courtesy courtesy) {
    @Nullable Integer limit = courtesy.poolConcurrency().get(target.labels().pool());
    if (limit != null && target.budget().largestBurst() > limit) {
      written.error(
          "sends bursts of %d at once to the pool '%s', which takes %d"
              .formatted(target.budget().largestBurst(), target.labels().pool(), limit),
          BURST_REMEDY);
    }
  }

  private List<Maintenance> maintenance(Collection<Target> targets) {
    return fleet.each("maintenance").stream()
        .flatMap(window -> window(window, targets).stream())
        .toList();
  }

  private Optional<Maintenance> window(Fields window, Collection<Target> targets) {
    Optional<Slice> slice = window.parsed("slice", CourtesyReader::slice);
    if (slice.isPresent()
        && !fleet.has("discover")
        && targets.stream().noneMatch(target -> slice.get().contains(target.labels()))) {
      window.error("slice", "no target is in it", "write model/platform/accelerator/pool of some");
    }
    Optional<Maintenance.When> when =
        window.has("weekly") ? weekly(window.within("weekly")) : once(window);
    if (window.has("weekly") == (window.has("from") || window.has("until"))) {
      window.error("must have either from and until or weekly", "write one of them");
    }
    return slice.flatMap(of -> when.map(it -> new Maintenance(of, it)));
  }

  private Optional<Maintenance.When> once(Fields window) {
    window.require("add it here", "from", "until");
    Optional<Instant> from = window.parsed("from", CourtesyReader::instant);
    Optional<Instant> until = window.parsed("until", CourtesyReader::instant);
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(until.get())) {
      window.error("until", "is not after from", "write a later instant");
    }
    return Optional.of(new Maintenance.Once(from.get(), until.get()));
  }

  private Optional<Maintenance.When> weekly(Fields weekly) {
    Optional<LocalTime> from = weekly.parsed("from", CourtesyReader::time);
    Optional<LocalTime> until = weekly.parsed("until", CourtesyReader::time);
    Optional<ZoneId> zone = weekly.parsed("zone", CourtesyReader::zone);
    Optional<DayOfWeek> day = weekly.parsed("day", CourtesyReader::day);
    if (from.isEmpty() || until.isEmpty() || zone.isEmpty() || day.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Maintenance.Weekly(day.get(), from.get(), until.get(), zone.get()));
  }

  private static DayOfWeek day(String text) {
    return told(
        text, it -> DayOfWeek.valueOf(it.toUpperCase(Locale.ROOT)), "write monday to sunday");
  }

  private static Slice slice(String text) {
    return told(text, Slice::parse, "write model/platform/accelerator/pool with * for any");
  }

  private static Instant instant(String text) {
    return told(text, Instant::parse, "write it as 2026-01-31T14:00:00Z");
  }

  private static LocalTime time(String text) {
    return told(text, LocalTime::parse, "write it as 02:30, in quotes");
  }

  private static ZoneId zone(String text) {
    return told(text, ZoneId::of, "write for example UTC or Europe/Oslo");
  }

  private static <T> T told(String text, Function<String, T> parser, String remedy) {
    try {
      return parser.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new Malformed("'%s' is not valid here".formatted(text), remedy);
    }
  }
}
