package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.catalog.Slice;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Scorer;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill as probes meet it over HTTP and as checks read it. */
class DrillTest {
  private static final Instant FAULT = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ASKED = 60;
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5"),
          List.of("claude-api"),
          List.of("gpu"),
          Duration.ofSeconds(5),
          0,
          "{}");

  private final AtomicReference<Instant> now = new AtomicReference<>(FAULT);
  private final Catalog catalog;
  private final LabFleet lab;

  DrillTest(@TempDir Path folder) {
    int port = FreePort.any();
    catalog = new CatalogLoader().load(FLEET.write(folder, port, "period: 1h"));
    LabSettings immediate = LabSettings.immediate();
    LabSettings settings =
        new LabSettings(
            port,
            immediate.serversPerPool(),
            immediate.backgroundPerSecond(),
            0,
            0,
            immediate.requestsPerMinute(),
            immediate.accelerators(),
            null,
            0);
    lab = new LabFleet(() -> catalog, settings, now::get, 1, Pacer.REAL);
  }

  @BeforeEach
  void start() {
    lab.start();
  }

  @AfterEach
  void stop() {
    lab.stop();
  }

  /** Failures by check, of so many probes sent from a time on, a second apart. */
  private Map<String, Integer> failures(Instant from) {
    SelfTest drill = Objects.requireNonNull(catalog.selfTest());
    Scorer scorer = new Scorer(CheckRegistry.standard());
    Map<String, Integer> failures = new HashMap<>();
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      for (int i = 0; i < ASKED; i++) {
        now.set(from.plusSeconds(i));
        List<Probe> probes = drill.suite().probes();
        Probe probe = probes.get(i % probes.size());
        Exchange exchange = once.ask(drill.target(), drill.suite(), probe);
        for (Observation read : scorer.score(catalog, exchange)) {
          failures.merge(read.check(), read.failed() ? 1 : 0, Integer::sum);
        }
      }
    }
    return failures;
  }

  /**
   * While the fault lasts half of the answers fail each check; by four standard deviations of the
   * binomial, 14 to 46 of 60 (foreign-script flags 0.93 of the corrupted: 13 to 43). None before
   * and after.
   */
  @Test
  void failsItsChecksWhileItsFaultLastsAndNeverElse() {
    assertThat(failures(FAULT.minusSeconds(ASKED)))
        .isEqualTo(Map.of("foreign-script", 0, "routing", 0));
    assertThat(failures(FAULT))
        .hasSize(2)
        .hasEntrySatisfying("foreign-script", it -> assertThat(it).isBetween(13, 43))
        .hasEntrySatisfying("routing", it -> assertThat(it).isBetween(14, 46));
    assertThat(failures(FAULT.plus(Duration.ofMinutes(30))))
        .isEqualTo(Map.of("foreign-script", 0, "routing", 0));
  }

  /** Faults somebody practises with are the fleet's; the drill shows its own and no other. */
  @Test
  void noFaultOfTheFleetReachesIt() {
    lab.inject(new Fault(FaultKind.MISROUTE, Slice.WHOLE_FLEET, 1));

    assertThat(failures(FAULT.minusSeconds(ASKED)))
        .isEqualTo(Map.of("foreign-script", 0, "routing", 0));
  }
}
