package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.testing.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed hard at random moments under load, ten times: nothing acknowledged is lost or counted
 * twice, evidence is what a replay of the observations gives, bit for bit, and no slot is sent
 * twice.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 10);

  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "trainium", "gpu"),
          Duration.ofMillis(25),
          0.2,
          "{window: 1s, grace: 2s}");

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
  private final int labPort = FreePort.any();
  private final Instant began = InstantSource.system().instant();

  @TempDir Path temp = Path.of("");
  private Path catalogFolder = Path.of("");
  private @Nullable Catalog loaded;
  private @Nullable LabFleet running;

  @BeforeEach
  void startLab() {
    catalogFolder = FLEET.write(temp.resolve("catalog"), labPort);
    loaded = new CatalogLoader().load(catalogFolder);
    running = lab();
    running.start();
  }

  @AfterEach
  void stopLab() {
    if (running != null) {
      running.stop();
    }
  }

  @Test
  void twoProcessesOfEveryRole(Servers servers) {
    try (Servers.Broker broker = servers.newBroker()) {
      Servers.Database database = servers.newDatabase();
      List<ChildProcess> processes = new ArrayList<>();
      for (int number = 0; number < 2; number++) {
        processes.add(process(broker, database, number, "worker,scorer,api"));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        awaitMoreExchanges(broker.bootstrapServers());
        int victim = random.nextInt(2);
        processes.get(victim).kill();
        processes.set(victim, process(broker, database, victim, "worker,scorer,api"));
      }
      awaitMoreExchanges(broker.bootstrapServers());
      processes.forEach(process -> assertThat(process.stop()).isIn(0, 143));

      verify(broker, database);
    }
  }

  /** Broker and database die with the process. */
  @Test
  void standalone(Servers servers) throws IOException {
    Path data = temp.resolve("data");
    for (int kill = 0; kill < KILLS; kill++) {
      int httpPort = FreePort.any();
      try (ChildProcess process =
          ChildProcess.start(
              Map.of(
                  "plumbline.data-dir", data.toString(),
                  "plumbline.catalog.dir", catalogFolder.toString(),
                  "plumbline.roles", "worker,scorer,api",
                  "plumbline.lab.port", Integer.toString(FreePort.any()),
                  "server.port", Integer.toString(httpPort)),
              temp.resolve("standalone.log"))) {
        Progress progress = new Progress(httpPort);
        int enough = 200 + random.nextInt(600);
        await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(100))
            .until(() -> progress.trials() > enough);
        process.kill();
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), FreePort.any())) {
      verify(Books.wrap(broker), servers.newDatabase());
    }
  }

  /** Lets a scorer alone finish what is on the topics, then checks the books. */
  private void verify(Servers.Broker broker, Servers.Database database) {
    try (ChildProcess scorer = process(broker, database, 9, "scorer")) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> Books.settled(broker.bootstrapServers()));
      assertThat(scorer.stop()).isIn(0, 143);
    }
    Books books = new Books(broker.bootstrapServers(), Objects.requireNonNull(loaded));
    books.everyExchangeIsCountedOnce();
    books.evidenceIsAReplayOfTheObservations();
    books.noSlotWasSentTwice(Objects.requireNonNull(running).truths(), began);
  }

  private void awaitMoreExchanges(String bootstrapServers) {
    int more = 200 + random.nextInt(600);
    long before = TopicReader.length(bootstrapServers, ProbeTopics.EXCHANGES);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> TopicReader.length(bootstrapServers, ProbeTopics.EXCHANGES) > before + more);
  }

  private ChildProcess process(
      Servers.Broker broker, Servers.Database database, int number, String roles) {
    Map<String, String> settings =
        new HashMap<>(
            RunningPlumbline.settings(broker.bootstrapServers(), database, catalogFolder));
    settings.put("plumbline.roles", roles);
    settings.put("plumbline.incident.demands.most", "0");
    settings.put("spring.kafka.streams.state-dir", temp.resolve("streams" + number).toString());
    return ChildProcess.start(settings, temp.resolve("process%d.log".formatted(number)));
  }

  private LabFleet lab() {
    LabSettings settings =
        new LabSettings(
            labPort, 2, 1, 0, 0.001, 1_000_000_000, Accelerators.USUAL, null, 1_000_000);
    return new LabFleet(
        () -> Objects.requireNonNull(loaded), settings, InstantSource.system(), 5, Pacer.REAL);
  }
}
