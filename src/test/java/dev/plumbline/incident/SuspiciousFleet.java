package dev.plumbline.incident;

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
import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.stats.Recovery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pools asked once a minute, and evidence against them. */
final class SuspiciousFleet {
  static final String CHECK = "foreign-script";
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private SuspiciousFleet() {}

  /**
   * Pools p0, p1, …; p₀ = 1e-4 and A = 1.6e7, that of a leaf among 300 with one false page a month.
   */
  static Catalog catalog(int pools) {
    return new Catalog(
        "v1",
        IntStream.range(0, pools).mapToObj(SuspiciousFleet::target).toList(),
        List.of(
            new Suite("core", "s1", IntStream.range(0, 10).mapToObj(n -> probe("p" + n)).toList())),
        new DetectionPolicy(
            1,
            1,
            0.2,
            1.6e7,
            Duration.ofMinutes(1),
            Duration.ofSeconds(90),
            Map.of(CHECK, new Objective(1e-4, 1e-4, 30_000))));
  }

  static Evidence evidence(int pool, double m, double objective, Instant at, Evidence.Level level) {
    return new Evidence(
        new SeriesKey(CHECK, Slice.leaf(labels(pool))),
        at,
        100,
        1,
        objective,
        Math.log(m),
        Math.log(1.6e7),
        Math.log(4e6),
        level,
        null,
        0,
        DetectorState.START);
  }

  /** The same after a page, with the evidence that takes. */
  static Evidence paged(Evidence evidence, Instant at) {
    DetectorState before = evidence.state();
    DetectorState state =
        new DetectorState(
            before.detector(),
            before.onset(),
            true,
            0,
            false,
            Recovery.from(evidence.objective(), 0.01),
            new DetectorState.LastPage(at, Math.log(2e7)),
            before.leaf(),
            null);
    return with(evidence, evidence.series(), "a page", state);
  }

  /** The same of another slice. */
  static Evidence of(Evidence evidence, Slice slice) {
    SeriesKey series = new SeriesKey(evidence.series().check(), slice);
    return with(evidence, series, evidence.lastDetection(), evidence.state());
  }

  private static Evidence with(
      Evidence evidence, SeriesKey series, @Nullable String detection, DetectorState state) {
    return new Evidence(
        series,
        evidence.at(),
        evidence.trials(),
        evidence.failures(),
        evidence.objective(),
        evidence.logEvidence(),
        evidence.logPageThreshold(),
        evidence.logTicketThreshold(),
        evidence.level(),
        detection,
        evidence.offset(),
        state);
  }

  private static Labels labels(int pool) {
    return new Labels("opal", "api", "tpu", "p" + pool);
  }

  private static Target target(int pool) {
    Labels labels = labels(pool);
    return new Target(
        labels.toString(),
        labels,
        null,
        null,
        WireFormat.OPENAI_CHAT,
        URI.create("http://127.0.0.1:1/"),
        "opal",
        null,
        List.of(),
        8192,
        Set.of(),
        null,
        new Budget(Duration.ofMinutes(1), 1, Duration.ofSeconds(30), 2880, 0, 1),
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
        List.of(new CheckUse.Plain(CHECK)),
        null,
        null);
  }
}
