package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.GRACE;
import static dev.plumbline.detect.TestFleet.INTERVAL;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One model on two platforms and two accelerators; peers are the same accelerator elsewhere. */
final class PairedFleet {
  static final String CHECK = CheckUse.PAIRED_ANSWER;
  static final int PROBES = 10;

  static final Target API_TPU = target("api", "tpu").comparedWith(name("cloud", "tpu"));
  static final Target API_GPU = target("api", "gpu").comparedWith(name("cloud", "gpu"));
  static final Target CLOUD_TPU = target("cloud", "tpu");
  static final Target CLOUD_GPU = target("cloud", "gpu");

  private PairedFleet() {}

  static Catalog catalog(@Nullable Double threshold, Target... targets) {
    return new Catalog(
        "v1",
        List.of(targets),
        List.of(
            new Suite(
                "core", "s1", IntStream.range(0, PROBES).mapToObj(it -> probe("p" + it)).toList())),
        new DetectionPolicy(
            1,
            1,
            0.2,
            threshold,
            Duration.ofMinutes(1),
            GRACE,
            Map.of(CHECK, new Objective(0.5, 0.5, 30_000))));
  }

  static SeriesKey leaf(Target target) {
    return new SeriesKey(CHECK, Slice.leaf(target.labels()));
  }

  /** One side. */
  static Observation side(Target target, Instant at, String probe, double grade) {
    return side(target, at, probe, 1, new Reading.Graded(grade, target.peer(), ""));
  }

  static Observation side(Target target, Instant at, String probe, int turns, Reading reading) {
    String exchange = target.name() + "@" + at + probe;
    return new Observation(
        CHECK,
        exchange,
        target.name(),
        target.labels(),
        null,
        null,
        "core",
        probe,
        exchange,
        turns,
        at,
        INTERVAL,
        reading);
  }

  private static Target target(String platform, String accelerator) {
    return TestFleet.target("opal", platform, accelerator);
  }

  private static String name(String platform, String accelerator) {
    return target(platform, accelerator).name();
  }

  private static Probe probe(String id) {
    Probe probe = TestFleet.probe(id);
    return new Probe(
        id,
        probe.family(),
        probe.sees(),
        probe.messages(),
        probe.tools(),
        probe.sampling(),
        probe.scripts(),
        List.of(new CheckUse.Plain(CHECK)),
        null,
        null);
  }
}
