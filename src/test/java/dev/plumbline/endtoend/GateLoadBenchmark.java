package dev.plumbline.endtoend;

import static org.awaitility.Awaitility.await;

import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred evaluations at once, worker, scorer, lab, broker and database on the same machine, and
 * how soon a verdict that is stored is answered meanwhile, asked 200 times a second. Printed, not
 * judged: {@code ./mvnw -q test -Dtest=GateLoadBenchmark -Dgroups=benchmark -DexcludedGroups=}.
 */
@ExtendWith(ServersExtension.class)
@Tag("benchmark")
@Timeout(600)
class GateLoadBenchmark {
  private static final int EVALUATIONS = 100;
  private static final int REQUESTS = 6_000;
  private static final int A_SECOND = 200;
  private static final String CANDIDATE = "sonnet-4/claude-api/gpu/gpu-a";
  private static final String BASELINE = "sonnet-4/claude-api/tpu/tpu-a";
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofSeconds(5),
          0,
          "{objectives: {foreign-script: {initial: 1e-3, certified: 1e-3}}}");

  @TempDir Path temp = Path.of("");

  @Test
  void hundredEvaluationsAndStoredVerdicts(Servers servers) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("gates"));
    Files.writeString(
        folder.resolve("gates.yaml"),
        "gates: [{name: rollout, suites: [short], budget: {pairs: 1500}, checks:"
            + " {foreign-script: {p0: 1e-3}, argmax: {p0: 1e-3}}}]\n");
    Map<String, String> settings =
        Map.of(
            "plumbline.gate.folder",
            folder.toString(),
            "plumbline.gate.interval",
            "3s",
            "plumbline.incident.demands.most",
            "0");
    try (Experiment experiment = new Experiment(servers, FLEET, 1, temp, List.of(), settings)) {
      Gates gates = experiment.bean(Gates.class);
      String stored = gates.cancel(ask(gates, "stored"), "benchmark").orElseThrow().id();
      URI address = URI.create(experiment.url() + "/api/v1/gates/rollout/evaluations/" + stored);
      ask(address); // warm-up
      told("alone", ask(address));
      List<String> running = new ArrayList<>();
      for (int i = 0; i < EVALUATIONS; i++) {
        running.add(ask(gates, "build-" + i));
      }
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> running.stream().allMatch(id -> pairs(gates, id) >= 5));
      long before = running.stream().mapToLong(id -> pairs(gates, id)).sum();
      long begun = System.nanoTime();
      told("beside %d evaluations".formatted(EVALUATIONS), ask(address));
      double seconds = (System.nanoTime() - begun) / 1e9;
      long judged = running.stream().mapToLong(id -> pairs(gates, id)).sum() - before;
      System.out.printf(
          "%.1f pairs judged a second of %.1f asked%n", judged / seconds, EVALUATIONS / 3.0);
      running.forEach(id -> gates.cancel(id, "benchmark"));
    }
  }

  private static void told(String when, List<Long> nanos) {
    Collections.sort(nanos);
    System.out.printf(
        "%d stored verdicts, %d a second, %s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        nanos.size(),
        A_SECOND,
        when,
        millis(nanos, 0.5),
        millis(nanos, 0.99),
        nanos.getLast() / 1e6);
  }

  private static String ask(Gates gates, String build) {
    return gates
        .ask(new GateRequest("rollout", CANDIDATE, BASELINE, build, null))
        .evaluation()
        .id();
  }

  private static long pairs(Gates gates, String id) {
    return gates.find(id).map(Evaluation::body).orElseThrow().samples();
  }

  /** Open loop: each is sent at its instant, however long those before it take. */
  private static List<Long> ask(URI address) throws InterruptedException {
    List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger failed = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(REQUESTS);
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      HttpRequest request = HttpRequest.newBuilder(address).build();
      var _ =
          clock.scheduleAtFixedRate(
              () -> {
                long due = System.nanoTime();
                var _ =
                    senders.submit(() -> {
                      int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
                      failed.addAndGet(status == 200 ? 0 : 1);
                      nanos.add(System.nanoTime() - due);
                      done.countDown();
                      return status;
                    });
              },
              0,
              1_000_000_000L / A_SECOND,
              TimeUnit.NANOSECONDS);
      done.await();
      clock.shutdownNow();
    }
    if (failed.get() > 0) {
      throw new AssertionError(failed + " were not answered with 200");
    }
    return new ArrayList<>(nanos.subList(0, REQUESTS));
  }

  private static double millis(List<Long> sorted, double quantile) {
    return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1e6;
  }
}
