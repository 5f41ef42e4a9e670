package dev.plumbline.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.TruthLog;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.stats.DelaySimulation;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three faults at once, the three of the incident of 2025, each on a slice of its own: each is
 * found, its incident names exactly its slice, and nothing else is reported. Over real Kafka,
 * PostgreSQL and HTTP.
 */
@ExtendWith(ServersExtension.class)
class FaultsAreFoundTest {
  private static final double OBJECTIVE = 1e-4;
  private static final double THRESHOLD = 1.6e7;
  private static final int SEEDS = Integer.getInteger("seeds", 8);

  /** 3.7 standard deviations of a mean whose runs vary by 0.6 of it: 1.5 for 20 seeds. */
  private static final double MOST = 1 + 3.7 * 0.6 / Math.sqrt(SEEDS);

  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4", "haiku-3.5"),
          List.of("claude-api", "bedrock"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(60),
          0.05,
          """
          {threshold: 1.6e7, window: 1s, grace: 2s, objectives: {
            foreign-script: {initial: 1e-4, certified: 1e-4},
            routing: {initial: 1e-4, certified: 1e-4},
            argmax: {initial: 1e-4, certified: 1e-4},
            format: {initial: 1e-4, certified: 1e-4}}}\
          """
              .replace("\n", " "));

  private static final Map<String, Fault> FAULTS =
      new TreeMap<>(
          Map.of(
              "foreign-script", new Fault(FaultKind.CORRUPTION, slice("opus-4", "*", "tpu"), 0.01),
              "routing", new Fault(FaultKind.MISROUTE, slice("sonnet-4", "claude-api", "*"), 0.008),
              "argmax",
                  new Fault(FaultKind.APPROXIMATE_TOP_K, slice("haiku-3.5", "*", "tpu"), 0.02, 1)));

  /** Found in a third of the time, where only whether is asked. */
  private static final double LOUDER = 3;

  @TempDir Path temp = Path.of("");

  /** What one run measured of one fault. */
  private record Delay(long probes, long scored, long affected, long seen) {}

  @Test
  void eachFaultIsFoundAndItsSliceNamed(Servers servers) {
    Set<String> expected =
        FAULTS.entrySet().stream()
            .map(fault -> "page " + fault.getKey() + " " + fault.getValue().slice())
            .collect(Collectors.toUnmodifiableSet());
    List<Fault> louder = FAULTS.values().stream().map(FaultsAreFoundTest::louder).toList();
    try (Experiment experiment = new Experiment(servers, FLEET, 1, temp, louder)) {
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(open(experiment)).isEqualTo(expected));
    }
  }

  /**
   * Over 8 seeds the mean delay, in probes on the affected pools, stays within 1.78 times what the
   * mathematics promises for the share measured, over the 20 of {@code .ci/full} within 1.5 times:
   * simulated means at p0 = 1e-4, A = 1.6e7 are about 390 probes at 1 %, 505 at 0.8 % and 175 at 2
   * %, with a standard deviation of about 60 % of the mean, so 21 % for the mean of 8. A fault the
   * detectors only saw per pool would take twice as long, one that they averaged away would not be
   * found at all.
   */
  @Test
  @Tag("exhaustive")
  void delayIsWhatTheMathematicsPromises(Servers servers) {
    Map<String, List<Delay>> delays = new TreeMap<>();
    int exact = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      try (Experiment experiment = start(servers, seed)) {
        await()
            .atMost(Duration.ofMinutes(4))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(
                () -> assertThat(firstPages(experiment)).containsOnlyKeys(FAULTS.keySet()));
        Map<String, Delay> measured = delays(experiment);
        measured.forEach(
            (check, delay) -> delays.computeIfAbsent(check, _ -> new ArrayList<>()).add(delay));
        Set<String> open = open(experiment);
        exact +=
            (int)
                FAULTS.entrySet().stream()
                    .filter(fault ->
                        open.contains("page " + fault.getKey() + " " + fault.getValue().slice()))
                    .count();
        System.out.printf("seed %d: %s%n  open then: %s%n", seed, measured, open);
      }
    }
    System.out.printf("suspect exact when all had paged: %d of %d%n", exact, 3 * SEEDS);
    FAULTS.forEach(
        (check, fault) -> assertDelay(check, fault, delays.getOrDefault(check, List.of())));
  }

  private static void assertDelay(String check, Fault fault, List<Delay> delays) {
    double mean = delays.stream().mapToLong(Delay::probes).average().orElseThrow();
    double affected = delays.stream().mapToLong(Delay::affected).sum();
    double sensitivity = delays.stream().mapToLong(Delay::seen).sum() / affected;
    double share = hitShare(fault, delays) * sensitivity;
    double promised = DelaySimulation.meanTrials(OBJECTIVE, THRESHOLD, share, 2000, 1);
    System.out.printf(
        "%s: %d seeds, share %.4f, sensitivity %.3f: mean delay %.0f probes, promised %.0f, ratio %.2f%n",
        check,
        delays.size(),
        hitShare(fault, delays),
        sensitivity,
        mean,
        promised,
        mean / promised);
    assertThat(mean).as("mean delay of %s in probes", check).isLessThan(MOST * promised);
  }

  /** A hit by the third fault loses a token only if one is rounded down: that share is measured. */
  private static double hitShare(Fault fault, List<Delay> delays) {
    return fault.kind() == FaultKind.APPROXIMATE_TOP_K
        ? (double) delays.stream().mapToLong(Delay::affected).sum()
            / delays.stream().mapToLong(Delay::scored).sum()
        : fault.share();
  }

  private Experiment start(Servers servers, long seed) {
    return new Experiment(servers, FLEET, seed, temp, List.copyOf(FAULTS.values()));
  }

  /** When each check first paged, by the scheduled time of the trial that crossed. */
  private static Map<String, Instant> firstPages(Experiment experiment) {
    return experiment.values(DetectTopics.DETECTIONS).stream()
        .filter(detection -> detection.kind() == Detection.Kind.PAGE)
        .collect(
            Collectors.toMap(
                detection -> detection.series().check(),
                Detection::at,
                (one, other) -> one.isBefore(other) ? one : other));
  }

  /** Severity, check and suspect slice of every open incident. */
  private static Set<String> open(Experiment experiment) {
    JsonNode incidents = experiment.get("/api/v1/incidents?state=open").path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .map(FaultsAreFoundTest::headline)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String headline(JsonNode incident) {
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
  }

  private static Map<String, Delay> delays(Experiment experiment) {
    Map<String, Instant> pages = firstPages(experiment);
    List<Exchange> exchanges = experiment.values(ProbeTopics.EXCHANGES);
    List<Observation> observations = experiment.values(ScoreTopics.OBSERVATIONS);
    Map<String, Delay> delays = new TreeMap<>();
    FAULTS.forEach((check, fault) -> {
      Instant found = requireNonNull(pages.get(check));
      long probes =
          exchanges.stream()
              .filter(exchange -> fault.slice().contains(exchange.labels()))
              .filter(exchange -> !exchange.scheduledAt().isAfter(found))
              .count();
      Set<String> scored =
          observations.stream()
              .filter(observation -> observation.check().equals(check))
              .filter(observation -> observation.reading() instanceof Reading.Trial)
              .map(Observation::exchange)
              .collect(Collectors.toUnmodifiableSet());
      Set<String> failed =
          observations.stream()
              .filter(observation -> observation.check().equals(check))
              .filter(observation ->
                  observation.reading() instanceof Reading.Trial(boolean failure, _) && failure)
              .map(Observation::exchange)
              .collect(Collectors.toUnmodifiableSet());
      List<String> hit =
          exchanges.stream()
              .filter(exchange -> scored.contains(exchange.id()))
              .filter(exchange -> hitBy(fault, exchange, experiment.lab().truths()))
              .map(Exchange::id)
              .toList();
      long seen = hit.stream().filter(failed::contains).count();
      long inSlice =
          exchanges.stream()
              .filter(exchange -> fault.slice().contains(exchange.labels()))
              .filter(exchange -> scored.contains(exchange.id()))
              .count();
      long affected = hit.size();
      delays.put(check, new Delay(probes, inSlice, affected, seen));
    });
    return delays;
  }

  private static boolean hitBy(Fault fault, Exchange exchange, TruthLog truths) {
    RawResponse response = exchange.response();
    return response != null
        && response.headers().getOrDefault("x-request-id", List.of()).stream()
            .flatMap(id -> truths.about(id).stream())
            .anyMatch(truth -> truth.hitBy(fault.kind()));
  }

  private static Fault louder(Fault fault) {
    return new Fault(fault.kind(), fault.slice(), LOUDER * fault.share(), fault.minBatch());
  }

  private static Slice slice(String model, String platform, String accelerator) {
    return new Slice(model, platform, accelerator, Slice.ANY);
  }
}
