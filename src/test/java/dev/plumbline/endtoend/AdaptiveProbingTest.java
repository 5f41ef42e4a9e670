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
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a failure to more probes, over real Kafka, PostgreSQL and HTTP. */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class AdaptiveProbingTest {
  private static final String BROKEN = "opus-4/claude-api/tpu/tpu-a";
  private static final String ELSEWHERE = "sonnet-4/claude-api/gpu/gpu-a";
  private static final TestFleet FOUR_POOLS =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
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
   * ten times as often from the demand's minute on, 400 times in 20 seconds, and so are those that
   * share its model or its accelerator once it failed twice. One that shares neither is asked 40
   * times.
   */
  @Test
  void aFailingPoolAndItsNeighboursAreAskedTenTimesAsOften(Servers servers) {
    Fault fault =
        new Fault(FaultKind.CORRUPTION, new Slice("opus-4", "claude-api", "tpu", Slice.ANY), 0.05);
    Map<String, String> quick =
        Map.of(
            "plumbline.incident.demands.lead", "2s", "plumbline.incident.demands.every", "500ms");
    try (Experiment experiment =
        new Experiment(servers, FOUR_POOLS, 1, temp, List.of(fault), quick)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> first(experiment, BROKEN).isPresent());
      Demand demand = first(experiment, BROKEN).orElseThrow();
      assertThat(demand.checks()).containsExactly("foreign-script");
      assertThat(experiment.get("/api/v1/demands").findValuesAsString("target")).contains(BROKEN);

      Instant end = demand.from().plus(LOOKED_AT);
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> InstantSource.system().instant().isAfter(end.plusSeconds(3)));
      List<Exchange> exchanges = experiment.values(ProbeTopics.EXCHANGES);
      assertThat(exchanges.stream().map(Exchange::id)).doesNotHaveDuplicates();
      assertThat(count(exchanges, BROKEN, demand.from(), end)).isBetween(380L, 402L);
      assertThat(count(exchanges, ELSEWHERE, demand.from(), end)).isBetween(38L, 42L);
      assertThat(exchanges)
          .as("the base rate is what detectors reckon with")
          .allMatch(exchange -> exchange.interval().equals(Duration.ofMillis(500)));

      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() ->
              assertThat(experiment.text("/actuator/prometheus"))
                  .contains(sample("opus-4", "tpu") + "1.0")
                  .contains(sample("opus-4", "gpu") + "1.0")
                  .contains(sample("sonnet-4", "tpu") + "1.0")
                  .contains(sample("sonnet-4", "gpu") + "0.0"));
      assertThat(experiment.values(ProbeTopics.DEMANDS))
          .filteredOn(it -> !it.target().equals(BROKEN))
          .allMatch(it -> it.reason().startsWith("beside " + BROKEN));
    }
  }

  private static Optional<Demand> first(Experiment experiment, String target) {
    return experiment.values(ProbeTopics.DEMANDS).stream()
        .filter(demand -> demand.target().equals(target))
        .findFirst();
  }

  private static String sample(String model, String accelerator) {
    return "plumbline_probe_demands{accelerator=\"%s\",model=\"%s\",platform=\"claude-api\",pool=\"%s-a\"} "
        .formatted(accelerator, model, accelerator);
  }

  private static long count(List<Exchange> exchanges, String target, Instant from, Instant to) {
    return exchanges.stream()
        .filter(exchange -> exchange.target().equals(target))
        .filter(exchange ->
            !exchange.scheduledAt().isBefore(from) && exchange.scheduledAt().isBefore(to))
        .count();
  }
}
