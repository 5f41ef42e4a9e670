package dev.plumbline.detect;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two models on two accelerators, each asked one of two probes a minute. */
final class TestFleet {
  static final String CHECK = "foreign-script";
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final Duration INTERVAL = Duration.ofMinutes(1);
  static final Duration GRACE = Duration.ofSeconds(90);
  static final List<Target> TARGETS =
      Stream.of("opal", "ruby")
          .flatMap(model -> Stream.of("tpu", "gpu").map(it -> target(model, "api", it)))
          .toList();

  private TestFleet() {}

  /** Objective 1e-3, 1e-4 after a hundred clean trials. */
  static Catalog catalog(@Nullable Double threshold) {
    return catalog(threshold, TARGETS, new Objective(1e-3, 1e-4, 100));
  }

  static Catalog catalog(@Nullable Double threshold, List<Target> targets, Objective objective) {
    return new Catalog(
        "v1",
        targets,
        List.of(new Suite("core", "s1", List.of(probe("one"), probe("two")))),
        new DetectionPolicy(
            1, 1, 0.2, threshold, Duration.ofMinutes(1), GRACE, Map.of(CHECK, objective)));
  }

  static Target target(String model, String platform, String accelerator) {
    return target(new Labels(model, platform, accelerator, "main"));
  }

  static Target target(Labels labels) {
    return new Target(
        labels.toString(),
        labels,
        null,
        null,
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

  static Probe probe(String id) {
    return probe(id, List.of(CHECK));
  }

  static Probe probe(String id, List<String> checks) {
    return new Probe(
        id,
        "core",
        Set.of(),
        List.of(new Probe.Message("user", "Say hello.")),
        List.of(),
        new Sampling(0.0, null, null, 16, null, false),
        Set.of("Latin"),
        checks.stream().<CheckUse>map(CheckUse.Plain::new).toList(),
        null,
        null);
  }

  /** A fresh session of one exchange. */
  static Observation trial(Target target, Instant at, String probe, boolean failed) {
    String exchange = target.labels().model() + target.labels().accelerator() + "@" + at;
    return observation(target, at, probe, exchange, exchange, 1, reading(failed));
  }

  /** One exchange of a sticky session. */
  static Observation turn(Target target, Instant at, String session, int turns, Reading reading) {
    return observation(target, at, "one", session + "@" + at, session, turns, reading);
  }

  static Reading reading(boolean failed) {
    return new Reading.Trial(failed, failed ? "Thai" : "");
  }

  private static Observation observation(
      Target target,
      Instant at,
      String probe,
      String exchange,
      String session,
      int turns,
      Reading reading) {
    return new Observation(
        CHECK,
        exchange,
        target.name(),
        target.labels(),
        null,
        null,
        "core",
        probe,
        session,
        turns,
        at,
        INTERVAL,
        reading);
  }
}
