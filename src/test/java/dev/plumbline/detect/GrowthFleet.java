package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.score.ScoreTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A fleet that grows by models: each on 3 platforms, 2 accelerators and 14 pools of both, which is
 * 84 leaves and 12 pooled series a check, so that a series has as much company at every size. Each
 * target is asked one of four probes a minute, which all checks read.
 */
final class GrowthFleet {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final List<String> CHECKS =
      List.of(
          "foreign-script",
          "argmax",
          "routing",
          "format",
          "language",
          "repetition",
          "tool-call",
          "stop-reason",
          "usage",
          "cost");
  private static final int PROBES = 4;
  private static final int SERIES_OF_A_MODEL = 96;
  private static final int SERIES_OF_THE_WHOLE = 12;

  private final List<String> checks;
  private final List<Target> targets;
  private final Catalog catalog;

  /** Targets in the order in which they are asked: any but that of their names. */
  private final List<Integer> order;

  GrowthFleet(int models, int checks) {
    this.checks = CHECKS.subList(0, checks);
    this.targets = IntStream.range(0, models).boxed().flatMap(GrowthFleet::targetsOf).toList();
    this.order = new ArrayList<>(IntStream.range(0, targets.size()).boxed().toList());
    Collections.shuffle(order, new Random(11));
    this.catalog =
        new Catalog(
            "growth-" + models + "-" + checks,
            targets,
            List.of(
                new Suite(
                    "core",
                    "s1",
                    IntStream.range(0, PROBES)
                        .mapToObj(n -> TestFleet.probe("p" + n, this.checks))
                        .toList())),
            new DetectionPolicy(
                1,
                1,
                0.2,
                null,
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                this.checks.stream()
                    .collect(Collectors.toMap(it -> it, _ -> new Objective(1e-3, 1e-4, 30_000)))));
  }

  /** With about so many series; one check where they are few, else ten. */
  static GrowthFleet ofSeries(int series) {
    int checks = series < 1_000 ? 1 : CHECKS.size();
    int ofACheck = series / checks;
    int models =
        ofACheck < 2 * SERIES_OF_A_MODEL
            ? 1
            : Math.round((ofACheck - SERIES_OF_THE_WHOLE) / (float) SERIES_OF_A_MODEL);
    return new GrowthFleet(models, checks);
  }

  private static java.util.stream.Stream<Target> targetsOf(int model) {
    return List.of("direct", "cloud-a", "cloud-b").stream()
        .flatMap(platform ->
            List.of("tpu", "gpu").stream()
                .flatMap(accelerator ->
                    IntStream.range(0, 14)
                        .mapToObj(pool ->
                            TestFleet.target(
                                new Labels(
                                    "model-%05d".formatted(model),
                                    platform,
                                    accelerator,
                                    "pool-%02d".formatted(pool))))));
  }

  Catalog catalog() {
    return catalog;
  }

  List<Target> targets() {
    return targets;
  }

  List<String> checks() {
    return checks;
  }

  /** Observations a minute. */
  int aMinute() {
    return targets.size() * checks.size();
  }

  /** As they are on the topic: minute by minute, in a minute check by check. */
  List<byte[]> records(long from, int count) {
    return LongStream.range(from, from + count)
        .mapToObj(this::observation)
        .map(ScoreTopics.OBSERVATIONS::encode)
        .toList();
  }

  /**
   * The n-th. None fails: what a series keeps grows with its failures, and of as many observations
   * a series of a small fleet has more.
   */
  private Observation observation(long n) {
    long minute = n / aMinute();
    int within = (int) (n % aMinute());
    int turn = within % targets.size();
    Instant at = START.plus(Duration.ofMinutes(minute)).plusMillis(59_000L * turn / targets.size());
    SplittableRandom random = new SplittableRandom(n);
    return observation(
        checks.get(within / targets.size()),
        targets.get(order.get(turn)),
        "p" + random.nextInt(PROBES),
        at,
        false);
  }

  static Observation observation(
      String check, Target target, String probe, Instant at, boolean failed) {
    String exchange = target.name() + "@" + at.toEpochMilli();
    return new Observation(
        check,
        exchange,
        target.name(),
        target.labels(),
        null,
        null,
        "core",
        probe,
        exchange,
        1,
        at,
        INTERVAL,
        new Reading.Trial(failed, failed ? "Thai" : ""),
        true,
        null,
        "cold",
        null);
  }
}
