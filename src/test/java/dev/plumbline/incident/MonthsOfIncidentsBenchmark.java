package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.Replay;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Months of a whole fleet through the production detectors and incidents under virtual time: 100
 * targets × 3 checks, every one failing at its objective, the worst of health; a deploy every day;
 * one fault a month, on a slice and check of chance. How many pages are false, how many faults are
 * missed, how many of them page twice.
 *
 * <p>{@code ./mvnw -q test -Dtest=MonthsOfIncidentsBenchmark -Dgroups=benchmark -DexcludedGroups=
 * -Dmonths=100}
 */
@Tag("benchmark")
class MonthsOfIncidentsBenchmark {
  private static final int MONTHS = Integer.getInteger("months", 100);

  /** To look at one month more closely. */
  private static final int FIRST = Integer.getInteger("first", 1);

  private static final int DAYS = 30;

  /** False pages do not depend on it, as the start weight is scaled by it; the run time does. */
  private static final Duration INTERVAL = Duration.ofMinutes(20);

  private static final double OBJECTIVE = 1e-4;
  private static final double SHARE = 0.2;
  private static final int PROBES = 40;
  private static final List<String> CHECKS = List.of("foreign-script", "routing", "argmax");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final String INJECTED = "injected-";

  private static final List<Labels> FLEET =
      IntStream.range(0, 100)
          .mapToObj(n -> new Labels("m" + n / 20, "p" + n / 5 % 4, "a" + n % 5, "main"))
          .toList();

  private record Fault(Slice slice, String check, Instant from, Instant to) {
    boolean hits(Labels labels, Instant at) {
      return slice.contains(labels) && !at.isBefore(from) && at.isBefore(to);
    }
  }

  private record Month(int falsePages, boolean missed, int morePages, boolean sliceRight) {}

  @Test
  void monthsOfAFleet() {
    List<Month> months =
        LongStream.range(FIRST, FIRST + MONTHS)
            .parallel()
            .mapToObj(seed -> {
              Month month = month(seed);
              System.out.println("month " + seed + ": " + month);
              return month;
            })
            .toList();

    int falsePages = months.stream().mapToInt(Month::falsePages).sum();
    long missed = months.stream().filter(Month::missed).count();
    int more = months.stream().mapToInt(Month::morePages).sum();
    System.out.printf(
        "%d months: %d false pages, %d faults missed, %d pages more than one a fault, slice right"
            + " at the end in %d%n",
        MONTHS, falsePages, missed, more, months.stream().filter(Month::sliceRight).count());
    assertThat(falsePages).isLessThanOrEqualTo(MONTHS);
    assertThat(missed).isZero();
    assertThat(more).isZero();
  }

  private static Month month(long seed) {
    Random random = new Random(seed);
    Fault fault = fault(random);
    List<Catalog> deploys =
        IntStream.range(0, DAYS).mapToObj(MonthsOfIncidentsBenchmark::catalog).toList();
    Catalog[] inForce = {deploys.getFirst()};
    Replay detectors = new Replay(() -> inForce[0]);
    IncidentReplay incidents = new IncidentReplay(deploys.getFirst().targets());
    Set<String> falsePages = new HashSet<>();
    Set<String> truePages = new LinkedHashSet<>();
    Map<String, Slice> suspects = new TreeMap<>();
    List<String> story = new ArrayList<>();
    Decks decks = new Decks(random);
    long offset = 0;
    for (int day = 0; day < DAYS; day++) {
      inForce[0] = deploys.get(day);
      for (Observation observation : observations(day, fault, random, decks)) {
        for (Detection detection : detectors.observe(offset++, observation)) {
          Optional<IncidentReplay.Named> named = incidents.take(detection);
          named.ifPresent(it -> suspects.put(it.id(), it.suspect()));
          String id = named.map(IncidentReplay.Named::id).orElse("");
          story.add(
              "%s %s %s: %s"
                  .formatted(detection.at(), detection.kind(), detection.series(), named));
          if (detection.kind() == Detection.Kind.PAGE) {
            boolean injected =
                detection.exchanges().stream().anyMatch(it -> it.startsWith(INJECTED));
            (injected ? truePages : falsePages).add(id);
          }
        }
      }
    }
    falsePages.removeAll(truePages);
    if (truePages.size() > 1) {
      System.out.printf("month %d: %s paged as %s%n", seed, fault, truePages);
      story.forEach(System.out::println);
    }
    return new Month(
        falsePages.size(),
        truePages.isEmpty(),
        Math.max(0, truePages.size() - 1),
        truePages.stream()
            .findFirst()
            .map(suspects::get)
            .map(it -> members(it).equals(members(fault.slice())))
            .orElse(false));
  }

  private static Set<Labels> members(Slice slice) {
    return FLEET.stream().filter(slice::contains).collect(Collectors.toSet());
  }

  /** Three days of a share of the answers of one check on one slice. */
  private static Fault fault(Random random) {
    Labels one = FLEET.get(random.nextInt(FLEET.size()));
    String any = Slice.ANY;
    Slice slice =
        List.of(
                Slice.leaf(one),
                new Slice(one.model(), one.platform(), any, any),
                new Slice(one.model(), any, one.accelerator(), any),
                new Slice(any, one.platform(), one.accelerator(), any),
                new Slice(one.model(), any, any, any),
                new Slice(any, one.platform(), any, any),
                new Slice(any, any, one.accelerator(), any))
            .get(random.nextInt(7));
    Instant from = START.plus(Duration.ofMinutes(random.nextInt(10 * 24 * 60)));
    return new Fault(
        slice, CHECKS.get(random.nextInt(CHECKS.size())), from, from.plus(Duration.ofDays(3)));
  }

  /** The probes that each target still has to be asked, shuffled. */
  private static final class Decks {
    private final Random random;
    private final Map<Labels, List<Integer>> left = new HashMap<>();

    Decks(Random random) {
      this.random = random;
    }

    String next(Labels labels) {
      List<Integer> deck = left.computeIfAbsent(labels, _ -> new ArrayList<>());
      if (deck.isEmpty()) {
        IntStream.range(0, PROBES).forEach(deck::add);
        Collections.shuffle(deck, random);
      }
      return "q" + deck.removeLast();
    }
  }

  private static List<Observation> observations(int day, Fault fault, Random random, Decks decks) {
    List<Observation> all = new ArrayList<>();
    long slots = Duration.ofDays(1).dividedBy(INTERVAL);
    for (Labels labels : FLEET) {
      for (int slot = 0; slot < slots; slot++) {
        Instant at =
            START
                .plus(Duration.ofDays(day))
                .plus(INTERVAL.multipliedBy(slot))
                .plusMillis(random.nextInt((int) INTERVAL.toMillis()));
        String probe = decks.next(labels);
        for (String check : CHECKS) {
          boolean injected =
              check.equals(fault.check()) && fault.hits(labels, at) && random.nextDouble() < SHARE;
          boolean failed = injected || random.nextDouble() < OBJECTIVE;
          all.add(observation(check, labels, day, probe, at, failed, injected));
        }
      }
    }
    all.sort(Comparator.comparing(Observation::scheduledAt));
    return all;
  }

  private static Observation observation(
      String check,
      Labels labels,
      int day,
      String probe,
      Instant at,
      boolean failed,
      boolean injected) {
    String exchange = (injected ? INJECTED : "") + labels + "@" + at;
    return new Observation(
        check,
        exchange,
        labels.toString(),
        labels,
        null,
        "build-" + day,
        "core",
        probe,
        exchange,
        1,
        at,
        INTERVAL,
        new Reading.Trial(failed, ""));
  }

  /** Of one day: every day all targets have a new build. */
  private static Catalog catalog(int day) {
    List<Probe> probes = IntStream.range(0, PROBES).mapToObj(n -> probe("q" + n)).toList();
    Objective objective = new Objective(OBJECTIVE, OBJECTIVE, 30_000);
    return new Catalog(
        "day " + day,
        FLEET.stream().map(labels -> target(labels, day)).toList(),
        List.of(new Suite("core", "s1", probes)),
        new DetectionPolicy(
            1,
            1,
            0.2,
            null,
            Duration.ofMinutes(1),
            Duration.ofSeconds(90),
            Map.of(CHECKS.get(0), objective, CHECKS.get(1), objective, CHECKS.get(2), objective)));
  }

  private static Target target(Labels labels, int day) {
    return new Target(
        labels.toString(),
        labels,
        null,
        "build-" + day,
        WireFormat.OPENAI_CHAT,
        URI.create("http://127.0.0.1:1/"),
        labels.model(),
        null,
        List.of(),
        8_192,
        Set.of(),
        null,
        new Budget(INTERVAL, 4, Duration.ofSeconds(30), 10_000, 0, 1),
        List.of("core"));
  }

  private static Probe probe(String id) {
    return new Probe(
        id,
        "core",
        Set.of(),
        List.of(new Probe.Message("user", "Say hello.")),
        List.of(),
        new Sampling(0.0, null, null, 16, null, false),
        Set.of("Latin"),
        CHECKS.stream().<CheckUse>map(CheckUse.Plain::new).toList(),
        null,
        null);
  }
}
