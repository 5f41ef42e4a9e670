package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two models on two platforms, each the peer of the same model on the other one. One model is laid
 * out with a wrong chat template on one platform: its answers lose, and the page names that pool.
 * The other is broken alike on both: no pair tells, and nothing is said. Over real Kafka,
 * PostgreSQL and HTTP.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class PairedAnswersTest {
  private static final Labels BROKEN_POOL = new Labels("haiku-3.5", "bedrock", "gpu", "gpu-a");
  private static final Slice BROKEN = Slice.leaf(BROKEN_POOL);
  private static final Slice BOTH = new Slice("nano-2", "*", "*", "*");
  private static final int MORE = 150;

  @TempDir Path temp = Path.of("");

  @Test
  void whatIsBrokenOnOneSideIsPagedAndNothingElse(Servers servers) {
    List<Fault> faults =
        List.of(
            new Fault(FaultKind.CHAT_TEMPLATE, BROKEN, 0.5),
            new Fault(FaultKind.CHAT_TEMPLATE, BOTH, 0.5));
    try (Experiment experiment =
        new Experiment(servers, PairedAnswersTest::write, 1, temp, faults)) {
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(pages(experiment)).isNotEmpty());
      Detection first = pages(experiment).getFirst();
      Instant paged = first.at();
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(wrong(experiment, BOTH, paged)).hasSizeGreaterThan(MORE));

      System.out.printf(
          "paged after %d pairs, %d of them discordant; %d pairs of the model broken on both sides%n",
          both(experiment, "haiku-3.5", paged).size(),
          first.trials(),
          both(experiment, "nano-2", Instant.MAX).size());
      assertThat(open(experiment)).containsExactly("page paired-answer " + BROKEN);
      // A slice that has it and not its peer may page too; its incident is the same one.
      assertThat(pages(experiment))
          .allSatisfy(it -> assertThat(it.series().slice().contains(BROKEN_POOL)).isTrue());
    }
  }

  private static List<Detection> pages(Experiment experiment) {
    return experiment.values(DetectTopics.DETECTIONS).stream()
        .filter(it -> it.kind() == Detection.Kind.PAGE)
        .toList();
  }

  private static Stream<Observation> graded(Experiment experiment) {
    return experiment.values(ScoreTopics.OBSERVATIONS).stream()
        .filter(it -> it.check().equals(CheckUse.PAIRED_ANSWER))
        .filter(it -> it.turns() == 1);
  }

  private static List<Observation> wrong(Experiment experiment, Slice slice, Instant after) {
    return graded(experiment)
        .filter(it -> slice.contains(it.labels()) && it.scheduledAt().isAfter(after))
        .filter(it -> it.reading() instanceof Reading.Graded(double grade, _, _) && grade == 0)
        .toList();
  }

  /** When both sides of a model answered. */
  private static Set<Instant> both(Experiment experiment, String model, Instant until) {
    return graded(experiment)
        .filter(it -> it.labels().model().equals(model) && !it.scheduledAt().isAfter(until))
        .collect(Collectors.groupingBy(Observation::scheduledAt, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(it -> it.getValue() == 2)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Severity, check and suspect slice of every open incident. */
  private static Set<String> open(Experiment experiment) {
    JsonNode incidents = experiment.get("/api/v1/incidents?state=open").path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .map(incident -> {
          JsonNode slice = incident.path("suspect").path("slice");
          return incident.path("severity").asString()
              + " "
              + incident.path("effects").path(0).path("check").asString()
              + " "
              + new Slice(
                  slice.path("model").asString(),
                  slice.path("platform").asString(),
                  slice.path("accelerator").asString(),
                  slice.path("pool").asString());
        })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Path write(Path folder, int labPort) {
    try {
      Path suites = Files.createDirectories(folder.resolve("suites"));
      Files.writeString(suites.resolve("sums.yaml"), suite());
      Files.writeString(folder.resolve("fleet.yaml"), fleet(labPort));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String suite() {
    return """
    suite: sums
    defaults: {sampling: {temperature: 0, seed: 1, max-tokens: 24}}
    probes:
    """
        + IntStream.rangeClosed(1, 60)
            .mapToObj(n ->
                """
                  - {id: sum-%1$d, prompt: "What is %1$d plus %2$d? One sentence.", example: "The result is %3$d.",
                     checks: [paired-answer, {answer: {number: %3$d}}]}
                """
                    .formatted(n, n + 8, n + n + 8))
            .collect(Collectors.joining());
  }

  private static String fleet(int labPort) {
    String targets =
        Stream.of("haiku-3.5", "nano-2")
            .flatMap(model ->
                Stream.of("claude-api", "bedrock")
                    .map(platform -> target(new Labels(model, platform, "gpu", "gpu-a"), labPort)))
            .collect(Collectors.joining());
    return """
    detection: {threshold: 1e6, window: 1s, grace: 3s}
    defaults:
      capabilities: [temperature, seed, stream]
      budget: {interval: 400ms, concurrency: 64, timeout: 20s, requests-per-day: 100000000, sticky-share: 0.1, sticky-turns: 3}
    targets:
    """
        + targets;
  }

  private static String target(Labels labels, int labPort) {
    String other = labels.platform().equals("bedrock") ? "claude-api" : "bedrock";
    return """
      - {model: %1$s, platform: %2$s, accelerator: gpu, pool: gpu-a, peer: %1$s/%4$s/gpu/gpu-a,
         endpoint: 'http://127.0.0.1:%3$d/%1$s/%2$s/gpu/gpu-a/v1'}
    """
        .formatted(labels.model(), labels.platform(), labPort, other);
  }
}
