package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Slice;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Gates over real Kafka, PostgreSQL, HTTP and the lab's models. */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class GateOnServerTest {
  private static final String BROKEN = "opus-4/claude-api/tpu/tpu-a";
  private static final String BESIDE = "opus-4/claude-api/gpu/gpu-a";
  private static final String HEALTHY = "sonnet-4/claude-api/gpu/gpu-a";
  private static final String BASELINE = "sonnet-4/claude-api/tpu/tpu-a";
  private static final TestFleet FOUR_POOLS =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofSeconds(5),
          0,
          "{threshold: 9e17, objectives: {foreign-script: {initial: 1e-3, certified: 1e-3}}}");
  private static final String GATES =
      """
      gates:
        - name: rollout
          suites: [short]
          budget: {pairs: 1500}
          deadline: 1h
          checks:
            foreign-script: {p0: 1e-3}
            argmax: {p0: 1e-3}
            routing: {p0: 1e-3}
      """;

  @TempDir Path temp = Path.of("");

  /**
   * The candidate whose every answer is corrupted fails within 20 pairs, the healthy one passes in
   * its budget; both at once, and what is kept leads to the same verdicts again.
   */
  @Test
  void aCorruptedCandidateFailsAndAHealthyOnePasses(Servers servers) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("gates"));
    Files.writeString(folder.resolve("rollout.yaml"), GATES);
    Fault fault =
        new Fault(FaultKind.CORRUPTION, new Slice("opus-4", "claude-api", "tpu", Slice.ANY), 1);
    Map<String, String> settings =
        Map.of(
            "plumbline.gate.folder",
            folder.toString(),
            "plumbline.gate.interval",
            "250ms",
            "plumbline.incident.demands.most",
            "0");
    try (Experiment experiment =
        new Experiment(servers, FOUR_POOLS, 1, temp, List.of(fault), settings)) {
      Gates gates = experiment.bean(Gates.class);
      Evaluation broken =
          gates.ask(new GateRequest("rollout", BROKEN, BESIDE, "b1", null)).evaluation();
      Evaluation healthy =
          gates.ask(new GateRequest("rollout", HEALTHY, BASELINE, "b1", null)).evaluation();

      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(find(gates, broken).verdict()).isEqualTo("fail"));
      assertThat(find(gates, broken).body().samples()).isLessThanOrEqualTo(20);
      await().atMost(Duration.ofMinutes(5)).until(() -> !find(gates, healthy).running());
      assertThat(find(gates, healthy).verdict())
          .as(() -> find(gates, healthy).body().toString())
          .isEqualTo("pass");
      assertThat(find(gates, healthy).body().samples()).isBetween(450L, 1500L);
      for (Evaluation ended : List.of(find(gates, broken), find(gates, healthy))) {
        GateFacts facts = gates.facts(ended.id()).orElseThrow();
        assertThat(GateBody.of(facts.state(), facts.verdict())).isEqualTo(ended.body());
      }
      assertPaired(experiment.values(ProbeTopics.EXCHANGES));
    }
  }

  private static Evaluation find(Gates gates, Evaluation evaluation) {
    return gates.find(evaluation.id()).orElseThrow();
  }

  /** What was asked of the one was asked of the other at the same instants, but for a few. */
  private static void assertPaired(List<Exchange> exchanges) {
    Set<Instant> candidate = instants(exchanges, HEALTHY);
    Set<Instant> both = instants(exchanges, BASELINE);
    both.retainAll(candidate);
    assertThat(both.size()).isGreaterThanOrEqualTo(450);
    assertThat(exchanges.stream().map(Exchange::id)).doesNotHaveDuplicates();
  }

  private static Set<Instant> instants(List<Exchange> exchanges, String target) {
    return exchanges.stream()
        .filter(exchange -> exchange.target().equals(target))
        .map(Exchange::scheduledAt)
        .collect(Collectors.toSet());
  }
}
