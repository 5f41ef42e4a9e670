package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the moment a window may close to the metrics page that tells what it decided, over real
 * Kafka and PostgreSQL, beside a fleet of eight pools asked ten times a second. A drill of short
 * periods decides again and again. Counted in are the wait for the next answer, which is what
 * closes a window (up to a tenth of a second, and the time it takes), and up to 50 ms between two
 * looks at the page. How long a window waits is configured, and not counted.
 *
 * <p>{@code ./mvnw -q test -Dtest=DecisionToMetricBenchmark -Dgroups=benchmark -DexcludedGroups=
 * -Dminutes=10}
 */
@ExtendWith(ServersExtension.class)
@Tag("benchmark")
@Timeout(7_200)
class DecisionToMetricBenchmark {
  private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("minutes", 10));
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5", "sonnet-4"),
          List.of("claude-api", "bedrock"),
          List.of("gpu", "tpu"),
          Duration.ofMillis(100),
          0,
          "{window: 1s, grace: 1s}");
  private static final String METRIC = "plumbline_selftest_last_detection_timestamp_seconds";
  private static final Pattern DETECTED =
      Pattern.compile(METRIC + "\\{check=\"([a-z-]+)\"} ([0-9.E]+)");

  @TempDir Path temp = Path.of("");

  @Test
  void fromTheCloseOfAWindowToTheMetric(Servers servers) {
    Map<String, Instant> known = new HashMap<>();
    DoubleStream.Builder seconds = DoubleStream.builder();
    try (Experiment experiment =
        new Experiment(servers, DecisionToMetricBenchmark::withSelfTest, 1, temp, List.of())) {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> experiment.text("/actuator/prometheus").contains(METRIC + "{"));
      Instant end = CLOCK.instant().plus(LENGTH);
      await()
          .atMost(LENGTH.plus(Duration.ofMinutes(1)))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            look(experiment, known, seconds);
            return CLOCK.instant().isAfter(end);
          });
    }
    double[] sorted = seconds.build().sorted().toArray();
    assertThat(sorted).hasSizeGreaterThan(20);
    System.out.printf(
        "%d decisions: median %.3f s, p99 %.3f s, longest %.3f s%n",
        sorted.length,
        sorted[sorted.length / 2],
        sorted[(int) Math.ceil(0.99 * sorted.length) - 1],
        sorted[sorted.length - 1]);
  }

  private static void look(
      Experiment experiment, Map<String, Instant> known, DoubleStream.Builder seconds) {
    String page = experiment.text("/actuator/prometheus?includedNames=" + METRIC);
    Instant now = CLOCK.instant();
    for (MatchResult match : DETECTED.matcher(page).results().toList()) {
      Instant at = Instant.ofEpochMilli((long) (1000 * Double.parseDouble(match.group(2))));
      Instant before = known.put(match.group(1), at);
      if (before != null && !before.equals(at)) {
        seconds.add(Duration.between(mayClose(at), now).toMillis() / 1000.0);
      }
    }
  }

  /** When the window of a trial may close: at its end, and the grace later. */
  private static Instant mayClose(Instant at) {
    long window = WINDOW.toMillis();
    return Instant.ofEpochMilli((at.toEpochMilli() / window + 1) * window).plus(GRACE);
  }

  private static Path withSelfTest(Path folder, int labPort) {
    return FLEET.write(folder, labPort, "period: 8s, interval: 100ms");
  }
}
