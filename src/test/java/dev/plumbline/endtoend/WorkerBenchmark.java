package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TopicReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many probes of 100 tokens a worker sends a second, and how late: claims in PostgreSQL,
 * exchanges to Kafka, nobody scoring; worker, lab and broker in processes of their own, on the same
 * machine. The plan offers a rate for some seconds; it is sustained where as many are answered as
 * were due and few are late. Numbers are of the exchanges on the topic, read when all is over.
 *
 * <p>{@code ./mvnw -q test -Dtest=WorkerBenchmark -Dgroups=benchmark -DexcludedGroups=}, with
 * {@code -Drates=500,1000 -Dseconds=30 -Dstreamed=true} for others.
 */
@ExtendWith(ServersExtension.class)
@Tag("benchmark")
@Timeout(1_800)
class WorkerBenchmark {
  private static final int TARGETS = 20;

  /** A lab computes what nobody has asked it before, and remembers it. */
  private static final int WARM_UP = 25;

  private static final int PROBES = 10;
  private static final int SECONDS = Integer.getInteger("seconds", 20);
  private static final int SETTLING = Integer.getInteger("settling", 10);
  private static final boolean STREAMED = Boolean.getBoolean("streamed");
  private static final int[] RATES =
      Arrays.stream(System.getProperty("rates", "250,500,1000").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final String HUNDRED_WORDS = "one two three four five six seven eight nine ten ";
  private static final List<String> JVM = List.of("-Xmx1g");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path temp = Path.of("");
  private final int labPort = FreePort.any();
  private Path catalog = Path.of("");

  /** One rate for some seconds, and what the processes had of the machine meanwhile. */
  private record Stretch(
      String name, int rate, Instant from, Instant until, double load, String cores) {}

  @Test
  void probesASecondAndHowLateTheyAre(Servers servers) throws IOException {
    catalog = Files.createDirectories(temp.resolve("catalog"));
    Files.writeString(
        Files.createDirectories(catalog.resolve("suites")).resolve("long.yaml"), suite());
    int brokerPort = FreePort.any();
    String bootstrap = "127.0.0.1:" + brokerPort;
    Servers.Database database = servers.newDatabase();
    try (OddTargets odd = new OddTargets()) {
      offer(WARM_UP, "");
      try (ChildProcess broker =
              ChildProcess.startBroker(
                  temp.resolve("kafka"), brokerPort, temp.resolve("kafka.log"));
          ChildProcess worker = process(bootstrap, database, "worker");
          ChildProcess lab = process(bootstrap, database, "lab")) {
        await()
            .atMost(Duration.ofMinutes(5))
            .pollInterval(Duration.ofSeconds(1))
            .ignoreExceptions()
            .until(() -> answered(bootstrap) > 20 * WARM_UP);
        Map<String, ChildProcess> all = Map.of("worker", worker, "lab", lab, "broker", broker);
        List<Stretch> stretches = new ArrayList<>();
        for (int rate : RATES) {
          stretches.add(measured("alone", rate, "", all));
          stretches.add(measured("beside odd targets", rate, odd(odd.port()), all));
        }
        pause(Duration.ofSeconds(3));
        assertThat(worker.stop()).isIn(0, 143);
        report(bootstrap, stretches);
      }
    }
  }

  private static int answered(String bootstrap) {
    AtomicInteger answered = new AtomicInteger();
    TopicReader.each(
        bootstrap,
        ProbeTopics.EXCHANGES,
        record -> {
          String outcome = ProbeTopics.EXCHANGES.decode(record.value()).outcome().word();
          answered.addAndGet(outcome.equals("answered") ? 1 : 0);
        });
    return answered.get();
  }

  private Stretch measured(String name, int rate, String more, Map<String, ChildProcess> all)
      throws IOException {
    offer(rate, more);
    pause(Duration.ofSeconds(SETTLING));
    Map<String, Duration> before = cpu(all);
    Instant from = CLOCK.instant();
    pause(Duration.ofSeconds(SECONDS));
    Instant until = CLOCK.instant();
    Map<String, Duration> after = cpu(all);
    String cores =
        after.entrySet().stream()
            .map(it ->
                "%s %.2f"
                    .formatted(
                        it.getKey(),
                        it.getValue().minus(before.get(it.getKey())).toMillis()
                            / (double) Duration.between(from, until).toMillis()))
            .sorted()
            .collect(Collectors.joining(", "));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return new Stretch(name, rate, from, until, load, cores);
  }

  private static Map<String, Duration> cpu(Map<String, ChildProcess> all) {
    Map<String, Duration> cpu = new HashMap<>();
    all.forEach((name, process) -> cpu.put(name, process.cpu()));
    return cpu;
  }

  private static void report(String bootstrap, List<Stretch> stretches) {
    Map<Stretch, List<Long>> delays = new HashMap<>();
    Map<String, Integer> others = new TreeMap<>();
    TopicReader.each(
        bootstrap,
        ProbeTopics.EXCHANGES,
        record -> {
          Exchange exchange = ProbeTopics.EXCHANGES.decode(record.value());
          boolean regular = exchange.labels().platform().equals("lab");
          others.merge(
              exchange.labels().platform() + " " + exchange.outcome().word(), 1, Integer::sum);
          for (Stretch stretch : stretches) {
            if (regular
                && exchange.outcome().word().equals("answered")
                && !exchange.scheduledAt().isBefore(stretch.from())
                && exchange.scheduledAt().isBefore(stretch.until())) {
              delays
                  .computeIfAbsent(stretch, _ -> new ArrayList<>())
                  .add(Duration.between(exchange.scheduledAt(), exchange.sentAt()).toNanos());
            }
          }
        });
    for (Stretch stretch : stretches) {
      double seconds = Duration.between(stretch.from(), stretch.until()).toMillis() / 1000.0;
      long[] sorted =
          delays.getOrDefault(stretch, List.of(0L)).stream().mapToLong(it -> it).sorted().toArray();
      System.out.printf(
          "offered %d a second %s%s: answered %.0f a second; late by p50 %.1f, p99 %.1f, at most"
              + " %.1f ms; cores: %s; load %.1f%n",
          stretch.rate(),
          stretch.name(),
          STREAMED ? ", streamed" : "",
          sorted.length / seconds,
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (0.99 * (sorted.length - 1))] / 1e6,
          sorted[sorted.length - 1] / 1e6,
          stretch.cores(),
          stretch.load());
    }
    System.out.println("exchanges in all, settling included: " + others);
    assertThat(LongStream.of(delays.values().stream().mapToLong(List::size).toArray()).sum())
        .isPositive();
  }

  private ChildProcess process(String bootstrap, Servers.Database database, String role) {
    Map<String, String> settings =
        new HashMap<>(RunningPlumbline.settings(bootstrap, database, catalog));
    settings.put("plumbline.roles", role);
    settings.put("plumbline.lab.port", Integer.toString(labPort));
    settings.put("plumbline.lab.latency-scale", "0");
    settings.put("plumbline.lab.error-rate", "0");
    settings.put("plumbline.lab.requests-per-minute", "1000000000");
    return ChildProcess.start(settings, temp.resolve(role + ".log"), options(role));
  }

  /** {@code -Dworker.jvm=…} adds options, to profile it. */
  private static List<String> options(String role) {
    List<String> options = new ArrayList<>(JVM);
    String more = System.getProperty(role + ".jvm", "");
    if (!more.isBlank()) {
      options.addAll(List.of(more.split(" ")));
    }
    return options;
  }

  private void offer(int rate, String more) throws IOException {
    String targets =
        IntStream.range(0, TARGETS)
            .mapToObj(n ->
                "  - {model: haiku-3.5, platform: lab, accelerator: gpu, pool: p%d, endpoint: 'http://127.0.0.1:%d/p%d/v1'}%n"
                    .formatted(n, labPort, n))
            .collect(Collectors.joining());
    String yaml =
        """
        defaults:
          wire-format: openai-chat
          capabilities: [temperature, seed, stream]
          budget: {interval: %dms, concurrency: 200, timeout: 20s, requests-per-day: 1000000000, sticky-share: 0}
        targets:
        """
                .formatted(TARGETS * 1000 / rate)
            + targets
            + more;
    Path beside = Files.writeString(catalog.resolve("fleet.tmp"), yaml);
    Files.move(beside, catalog.resolve("fleet.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Each asked twice a second, so that some forty hang at any time. */
  private static String odd(int port) {
    return Arrays.stream(OddTargets.PATHS)
        .map(path ->
            "  - {model: odd, platform: odd, accelerator: gpu, pool: %s, endpoint: 'http://127.0.0.1:%d/%s/v1', budget: {interval: 500ms}}%n"
                .formatted(path, port, path))
        .collect(Collectors.joining());
  }

  private static String suite() {
    return "suite: long\ndefaults: {sampling: {temperature: 0, seed: 1, max-tokens: 100, stream: %s}}\nprobes:\n"
            .formatted(STREAMED)
        + IntStream.range(0, PROBES)
            .mapToObj(n ->
                "  - {id: p%d, prompt: 'Count, beginning with number %d.', example: '%s'}%n"
                    .formatted(n, n, HUNDRED_WORDS.repeat(12).strip()))
            .collect(Collectors.joining());
  }

  private static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
