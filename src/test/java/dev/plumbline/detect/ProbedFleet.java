package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.START;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 24 pools, each asked one of 40 probes a minute, every probe once in 40 minutes. */
final class ProbedFleet {
  static final int PROBES = 40;
  static final String BROKEN = "p7";
  static final List<Target> POOLS =
      Stream.of("opal", "ruby", "jade", "onyx")
          .flatMap(model ->
              Stream.of("api", "cloud", "edge")
                  .flatMap(platform ->
                      Stream.of("tpu", "gpu")
                          .map(accelerator -> TestFleet.target(model, platform, accelerator))))
          .toList();

  private ProbedFleet() {}

  /** Share of answers of a target to a probe that fail in a minute. */
  interface Failing {
    double share(Target target, String probe, int minute);
  }

  /** p₀ = 1e-4, thresholds from the budget of one false page a month. */
  static Catalog catalog(String suiteVersion, List<Target> targets) {
    return new Catalog(
        "catalog of " + suiteVersion,
        targets,
        List.of(
            new Suite(
                "core",
                suiteVersion,
                IntStream.range(0, PROBES).mapToObj(n -> TestFleet.probe("p" + n)).toList())),
        new DetectionPolicy(
            1,
            1,
            0.2,
            null,
            Duration.ofMinutes(1),
            TestFleet.GRACE,
            Map.of(TestFleet.CHECK, new Objective(1e-4, 1e-4, 30_000))));
  }

  /** In order of time. */
  static List<Observation> observations(
      List<Target> targets, int minutes, long seed, Failing failing) {
    Random random = new Random(seed);
    List<Observation> all = new ArrayList<>();
    for (Target target : targets) {
      List<Integer> deck = new ArrayList<>();
      for (int minute = 0; minute < minutes; minute++) {
        if (deck.isEmpty()) {
          IntStream.range(0, PROBES).forEach(deck::add);
          Collections.shuffle(deck, random);
        }
        String probe = "p" + deck.removeLast();
        boolean failed = random.nextDouble() < failing.share(target, probe, minute);
        all.add(
            TestFleet.trial(
                target,
                START.plusSeconds(60L * minute).plusMillis(random.nextInt(59_000)),
                probe,
                failed));
      }
    }
    all.sort(Comparator.comparing(Observation::scheduledAt));
    return all;
  }

  static Replay replay(Catalog catalog, List<Observation> observations) {
    Replay replay = new Replay(() -> catalog);
    long offset = 0;
    for (Observation observation : observations) {
      replay.observe(offset++, observation);
    }
    return replay;
  }
}
