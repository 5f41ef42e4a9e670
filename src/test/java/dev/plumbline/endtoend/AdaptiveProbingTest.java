package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a failure to more probes, over real Kafka, PostgreSQL and HTTP. */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class AdaptiveProbingTest {
  private static final TestFleet TWO_POOLS =
      new TestFleet(
          List.of("opus-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(500),
          0,
          """
          {threshold: 9e17, window: 500ms, grace: 500ms,
           objectives: {foreign-script: {initial: 1e-4, certified: 1e-4}}}\
          """
              .replace("\n", " "));
  private static final Duration LOOKED_AT = Duration.ofSeconds(20);

  @TempDir Path temp = Path.of("");

  /**
   * One pool fails 5 % of the time, too high a threshold keeps it from paging: it is asked about
   * ten times as often as the healthy one from the demand's minute on, 400 times in 20 seconds
   * where the other is 40 times.
   */
  @Test
  void aFailingPoolIsAskedTenTimesAsOften(Servers servers) {
    Fault fault =
        new Fault(FaultKind.CORRUPTION, new Slice("opus-4", "claude-api", "tpu", Slice.ANY), 0.05);
    Map<String, String> quick =
        Map.of(
            "plumbline.incident.demands.lead", "2s", "plumbline.incident.demands.every", "500ms");
    try (Experiment experiment =
        new Experiment(servers, TWO_POOLS, 1, temp, List.of(fault), quick)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !experiment.values(ProbeTopics.DEMANDS).isEmpty());
      Demand demand = experiment.values(ProbeTopics.DEMANDS).getFirst();
      assertThat(demand.checks()).containsExactly("foreign-script");
      assertThat(experiment.get("/api/v1/demands").path(0).path("target").asString())
          .isEqualTo(demand.target())
          .contains("/tpu/");

      Instant end = demand.from().plus(LOOKED_AT);
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> InstantSource.system().instant().isAfter(end.plusSeconds(3)));
      assertThat(experiment.text("/actuator/prometheus"))
          .contains(sample("tpu") + "1.0")
          .contains(sample("gpu") + "0.0");
      List<Exchange> exchanges = experiment.values(ProbeTopics.EXCHANGES);
      assertThat(exchanges.stream().map(Exchange::id)).doesNotHaveDuplicates();
      assertThat(count(exchanges, "tpu", demand.from(), end)).isBetween(380L, 402L);
      assertThat(count(exchanges, "gpu", demand.from(), end)).isBetween(38L, 42L);
      assertThat(exchanges)
          .as("the base rate is what detectors reckon with")
          .allMatch(exchange -> exchange.interval().equals(Duration.ofMillis(500)));
    }
  }

  private static String sample(String accelerator) {
    return "plumbline_probe_demands{accelerator=\"%s\",model=\"opus-4\",platform=\"claude-api\",pool=\"%s-a\"} "
        .formatted(accelerator, accelerator);
  }

  private static long count(
      List<Exchange> exchanges, String accelerator, Instant from, Instant to) {
    return exchanges.stream()
        .filter(exchange -> exchange.labels().accelerator().equals(accelerator))
        .filter(exchange ->
            !exchange.scheduledAt().isBefore(from) && exchange.scheduledAt().isBefore(to))
        .count();
  }
}
