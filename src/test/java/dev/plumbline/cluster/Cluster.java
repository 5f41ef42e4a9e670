package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.dashboards.Pager;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.KillableDatabase;
import dev.plumbline.testing.TestFleet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Three brokers, a database, two machines with every role and what pages for them. Where this
 * machine lets us, the last broker, the database and the second machine's scorer each have a disk
 * that can be filled; where libfaketime is installed, the first machine's clock can be turned.
 */
final class Cluster implements Closeable {
  private final List<Closeable> opened = new ArrayList<>();
  private final List<LimitedDisk> disks = new ArrayList<>();
  private final Path temp;
  private final Catalog catalog;
  private final LabFleet lab;
  private final KafkaCluster kafka;
  private final KillableDatabase database;
  private final @Nullable TurnableMachineClock clock;
  private final List<Machine> machines;
  private final Pager pager;

  /** Starts everything and waits until it is well. */
  Cluster(TestFleet fleet, Path temp) throws IOException {
    this.temp = temp;
    int labPort = FreePort.any();
    Path catalogFolder = fleet.write(temp.resolve("catalog"), labPort);
    TestFleet.askForNoJson(catalogFolder);
    catalog = new CatalogLoader().load(catalogFolder);
    LabSettings settings =
        new LabSettings(labPort, 2, 1, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 1_000_000);
    lab = new LabFleet(() -> catalog, settings, InstantSource.system(), 5, Pacer.REAL);
    lab.start();
    opened.add(lab::stop);
    kafka = open(new KafkaCluster(temp, disk("broker", 192).resolve("kafka")));
    database =
        open(
            new KillableDatabase(
                disk("database", 256).resolve("postgres"), temp.resolve("postgres.log")));
    Path streams = disk("scorer", 8).resolve("streams");
    clock = TurnableMachineClock.of(temp);
    machines =
        List.of(
            open(
                machine(
                    "a",
                    catalogFolder,
                    temp.resolve("streams"),
                    clock == null ? Map.of() : clock.environment())),
            open(machine("b", catalogFolder, streams, Map.of())));
    machines.forEach(Machine::start);
    awaitReady();
    pager =
        open(
            new Pager(
                machines.stream().flatMap(Machine::addresses).toList(),
                UnaryOperator.identity(),
                temp));
  }

  private Machine machine(
      String name, Path catalogFolder, Path streams, Map<String, String> environment) {
    return new Machine(
        new Machine.Setup(
            name,
            kafka.bootstrapServers(),
            database.database(),
            catalogFolder,
            streams,
            temp,
            environment));
  }

  /** One of its own where that can be had; else a folder. */
  private Path disk(String name, int mebibytes) {
    Path folder = temp.resolve("disk-" + name);
    try {
      LimitedDisk disk = open(LimitedDisk.mount(folder, mebibytes));
      disks.add(disk);
    } catch (IOException e) {
      System.out.println("no disk of its own for " + name + ": " + e.getMessage());
    }
    return folder;
  }

  private <T extends Closeable> T open(T part) {
    opened.add(part);
    return part;
  }

  /** Starts what has ended, until every process says it is well and every replica is in step. */
  void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .untilAsserted(() -> {
          // As whatever supervises them does.
          machines.forEach(Machine::start);
          assertThat(machines).allMatch(Machine::ready);
          assertThat(kafka.inSync()).as("replicas in sync").isTrue();
        });
  }

  /** One role everywhere, in order. */
  void stop(String role) {
    machines.forEach(machine -> machine.stop(role));
  }

  Catalog catalog() {
    return catalog;
  }

  LabFleet lab() {
    return lab;
  }

  KafkaCluster kafka() {
    return kafka;
  }

  KillableDatabase database() {
    return database;
  }

  /** The one whose clock may be turned. */
  Machine first() {
    return machines.getFirst();
  }

  /** The one whose scorer's disk may be filled. */
  Machine second() {
    return machines.getLast();
  }

  Pager pager() {
    return pager;
  }

  /** Empty where this machine lets nobody mount. */
  List<LimitedDisk> disks() {
    return disks;
  }

  @Nullable TurnableMachineClock clock() {
    return clock;
  }

  @Override
  public void close() throws IOException {
    for (Closeable part : opened.reversed()) {
      part.close();
    }
  }
}
