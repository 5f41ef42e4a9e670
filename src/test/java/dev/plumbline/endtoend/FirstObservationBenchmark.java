package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.ReloadingCatalog;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long after its entry is written a target is watched, all settings as they are by default: its
 * first answer judged, as the metrics page counts it, and its first series in the API, which waits
 * for its window and grace. First a standalone Plumbline started with the file, then entries added
 * to the file of one that runs. A target's first slot lies anywhere in its interval, a minute.
 *
 * <p>{@code ./mvnw -q test -Dtest=FirstObservationBenchmark -Dgroups=benchmark -DexcludedGroups=}
 */
@Tag("benchmark")
@Timeout(900)
class FirstObservationBenchmark {
  private static final int ADDED = 20;
  private static final InstantSource CLOCK = InstantSource.system();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TRIALS =
      Pattern.compile("plumbline_check_trials_total\\{.*pool=\"([^\"]+)\".*} ([0-9.E]+)");
  private static final Pattern SERIES = Pattern.compile("[/\"](p[0-9]+)\"");

  @TempDir Path temp = Path.of("");
  private final int labPort = FreePort.any();
  private final int httpPort = FreePort.any();

  @Test
  void fromTheEntryToTheFirstObservation() throws IOException {
    Path catalog = Files.createDirectories(temp.resolve("catalog"));
    Files.writeString(
        Files.createDirectories(catalog.resolve("suites")).resolve("core.yaml"),
        """
        suite: core
        probes:
          - {id: capital, prompt: 'What is the capital of Portugal?', example: The capital of Portugal is Lisbon.}
          - {id: planet, prompt: 'Which planet is the largest?', example: The largest planet is Jupiter.}
        """);
    Map<String, Duration> judged = new HashMap<>();
    Map<String, Duration> shown = new HashMap<>();
    long begin = System.nanoTime();
    write(catalog, 1);
    ReloadingCatalog served = new ReloadingCatalog(catalog, CLOCK);
    LabSettings settings =
        new LabSettings(labPort, 3, 4, 1, 0, 1_000_000, Accelerators.USUAL, null, 1000);
    LabFleet lab = new LabFleet(served, settings, CLOCK, 1, Pacer.REAL);
    lab.start();
    try (ChildProcess standalone = standalone(catalog)) {
      watch(begin, List.of("p0"), judged, shown);
      System.out.printf(
          "standalone, from the file to the first answer judged: %.1f s; to its series in"
              + " /api/v1/series: %.1f s%n",
          seconds(judged, "p0"), seconds(shown, "p0"));
      begin = System.nanoTime();
      write(catalog, 1 + ADDED);
      served.reload();
      List<String> added = IntStream.rangeClosed(1, ADDED).mapToObj(n -> "p" + n).toList();
      watch(begin, added, judged, shown);
      report("judged", added, judged);
      report("series in /api/v1/series", added, shown);
      assertThat(standalone.stop()).isIn(0, 143);
    } finally {
      lab.stop();
    }
  }

  private static void report(String what, List<String> added, Map<String, Duration> times) {
    double[] sorted = added.stream().mapToDouble(it -> seconds(times, it)).sorted().toArray();
    System.out.printf(
        "%d entries added while it runs, each to its first, %s: %.1f, median %.1f, at most %.1f s%n",
        sorted.length, what, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  private static double seconds(Map<String, Duration> times, String pool) {
    return times.getOrDefault(pool, Duration.ZERO).toMillis() / 1000.0;
  }

  private void watch(
      long begin, List<String> pools, Map<String, Duration> judged, Map<String, Duration> shown) {
    await()
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          note(begin, judged, trials());
          note(begin, shown, series());
          return judged.keySet().containsAll(pools) && shown.keySet().containsAll(pools);
        });
  }

  private static void note(long begin, Map<String, Duration> times, List<String> pools) {
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    pools.forEach(pool -> times.putIfAbsent(pool, since));
  }

  private List<String> trials() {
    return TRIALS
        .matcher(text("/actuator/prometheus"))
        .results()
        .filter(match -> Double.parseDouble(match.group(2)) > 0)
        .map(match -> match.group(1))
        .toList();
  }

  private List<String> series() {
    return SERIES.matcher(text("/api/v1/series")).results().map(match -> match.group(1)).toList();
  }

  /** Empty while it does not answer. */
  private String text(String path) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ChildProcess standalone(Path catalog) {
    return ChildProcess.start(
        Map.of(
            "plumbline.data-dir", temp.resolve("data").toString(),
            "plumbline.catalog.dir", catalog.toString(),
            "plumbline.roles", "worker,scorer,api",
            "plumbline.lab.port", Integer.toString(FreePort.any()),
            "server.port", Integer.toString(httpPort)),
        temp.resolve("standalone.log"),
        List.of("-Xmx1g"));
  }

  private void write(Path catalog, int targets) throws IOException {
    String yaml =
        "targets:\n"
            + IntStream.range(0, targets)
                .mapToObj(n ->
                    "  - {model: ash, platform: lab, accelerator: gpu, pool: p%d, endpoint: 'http://127.0.0.1:%d/p%d/v1'}%n"
                        .formatted(n, labPort, n))
                .collect(Collectors.joining());
    Path beside = Files.writeString(catalog.resolve("fleet.tmp"), yaml);
    Files.move(beside, catalog.resolve("fleet.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }
}
