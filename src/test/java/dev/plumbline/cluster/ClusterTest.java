package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Slice;
import dev.plumbline.dashboards.Pager;
import dev.plumbline.dashboards.Receivers;
import dev.plumbline.endtoend.Books;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything there is two or three of, and what can happen to it while a page stands: a broker, a
 * machine, the database and disks are lost, a clock is turned. Afterwards nothing is lost, counted
 * twice, falsely resolved or paged again, and all that waited has been read.
 *
 * <p>{@code -Doutage=600} has the database away for ten minutes.
 */
@Tag("exhaustive")
@Timeout(3_600)
class ClusterTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage", 30));

  /** Long enough to be noticed by everything that notices. */
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  private static final Slice BROKEN = new Slice("opus-4", "claude-api", "tpu", Slice.ANY);
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(200),
          0.1,
          "{window: 1s, grace: 2s}");

  /**
   * What is under way in a worker that is killed, at most: 20 slots a second, and what is queued.
   */
  private static final long UNDER_WAY = 20;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp = Path.of("");

  private Instant began = Instant.EPOCH;

  @Test
  void nothingIsLostCountedTwiceResolvedOrPagedAgain() throws Exception {
    Pager.demand();
    began = CLOCK.instant();
    try (Cluster cluster = new Cluster(FLEET, temp)) {
      Instant from = CLOCK.instant();
      cluster.lab().inject(new Fault(FaultKind.CORRUPTION, BROKEN, 0.3));
      Receivers receivers = cluster.pager().receivers();
      await().atMost(Duration.ofMinutes(3)).until(() -> !receivers.incidents("trigger").isEmpty());
      told("paged");
      Instant paged = CLOCK.instant();

      loseABroker(cluster);
      loseAMachine(cluster);
      loseTheDatabase(cluster);
      fillTheDisks(cluster);
      turnTheClock(cluster);

      assertThat(receivers.incidents("trigger"))
          .extracting(it -> it.body().path("dedup_key").asString())
          .containsOnly(
              receivers.incidents("trigger").getFirst().body().path("dedup_key").asString());
      assertThat(receivers.incidents("resolve")).isEmpty();
      nothingElseEnded(cluster);
      oneIncidentWasOpenAllTheTime(cluster, paged);

      cluster.lab().clearFaults();
      await().atMost(Duration.ofMinutes(8)).until(() -> !receivers.incidents("resolve").isEmpty());
      told("the page ended");
      assertThat(receivers.incidents("resolve")).hasSize(1);
      receivers.pages("trigger").forEach(it -> System.out.println("  " + Receivers.text(it)));

      theBooksAreRight(cluster, from);
    }
  }

  private void loseABroker(Cluster cluster) throws Exception {
    int busiest = cluster.kafka().busiest();
    disturbed(
        cluster,
        "the broker that leads most partitions",
        () -> cluster.kafka().kill(busiest),
        A_WHILE,
        () -> cluster.kafka().start(busiest));
  }

  private void loseAMachine(Cluster cluster) throws Exception {
    disturbed(
        cluster,
        "a worker, a scorer and an api",
        cluster.second()::kill,
        A_WHILE,
        cluster.second()::start);
  }

  private void loseTheDatabase(Cluster cluster) throws Exception {
    disturbed(
        cluster,
        "PostgreSQL for %d s".formatted(OUTAGE.toSeconds()),
        cluster.database()::kill,
        OUTAGE,
        cluster.database()::start);
  }

  private void fillTheDisks(Cluster cluster) throws Exception {
    if (cluster.disks().isEmpty()) {
      told("full disks: NOT SHOWN, nothing can be mounted here");
      return;
    }
    disturbed(
        cluster,
        "the disks of a broker, of PostgreSQL and of a scorer, full",
        () -> cluster.disks().forEach(LimitedDisk::fill),
        A_WHILE,
        () -> {
          cluster.disks().forEach(LimitedDisk::free);
          // What a supervisor does with what ended.
          if (!cluster.kafka().alive(cluster.kafka().last())) {
            told("the broker had ended");
            cluster.kafka().start(cluster.kafka().last());
          }
          if (!cluster.database().alive()) {
            told("PostgreSQL had ended");
            cluster.database().kill();
            cluster.database().start();
          }
        });
  }

  private void turnTheClock(Cluster cluster) throws Exception {
    TurnableMachineClock clock = cluster.clock();
    assertThat(clock != null || !"true".equals(System.getenv("CI")))
        .as("libfaketime in CI")
        .isTrue();
    if (clock == null) {
      told("a turned clock: NOT SHOWN, libfaketime is not installed");
      return;
    }
    for (Duration by : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      disturbed(
          cluster,
          "the clock of a machine, by " + by,
          () -> clock.turn(by),
          A_WHILE,
          () -> {
            clock.turn(Duration.ZERO);
            // Set back before or now: it has ended, or is about to.
            await().until(() -> cluster.first().dead() == Machine.PROCESSES);
          });
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Breaks something for a while, mends it, and waits until all is well and has been read. */
  private void disturbed(Cluster cluster, String what, Step breaks, Duration length, Step mends)
      throws Exception {
    told("lost: " + what);
    breaks.run();
    pause(length);
    mends.run();
    Instant mended = CLOCK.instant();
    cluster.awaitReady();
    told("ready, after %s s".formatted(seconds(mended)));
    Backlog waiting = Backlog.now(cluster.kafka());
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> waiting.left() == 0);
    told("all read, after %s s".formatted(seconds(mended)));
    assertThat(cluster.pager().receivers().incidents("resolve")).as(what).isEmpty();
  }

  /** Each process was started once, after it was killed, and after its clock was set back. */
  private static void nothingElseEnded(Cluster cluster) {
    int turns = cluster.clock() == null ? 0 : 2;
    assertThat(cluster.first().starts()).isEqualTo(Machine.PROCESSES * (1 + turns));
    assertThat(cluster.second().starts()).isEqualTo(Machine.PROCESSES * 2);
  }

  /** By Prometheus, which asked both replicas every five seconds. */
  private static void oneIncidentWasOpenAllTheTime(Cluster cluster, Instant paged)
      throws Exception {
    long since = Duration.between(paged, CLOCK.instant()).toSeconds();
    var lowest =
        cluster
            .pager()
            .prometheus()
            .query("min_over_time(plumbline_incident{severity=\"page\"}[%ds])".formatted(since));
    assertThat(lowest.size()).as("%s", lowest).isEqualTo(2);
    assertThat(StreamSupport.stream(lowest.spliterator(), false))
        .allSatisfy(it -> assertThat(it.at("/value/1").asString()).isEqualTo("1"))
        .extracting(it -> it.at("/metric/incident").asString())
        .containsOnly(lowest.at("/0/metric/incident").asString());
  }

  private void theBooksAreRight(Cluster cluster, Instant from) {
    Instant to = CLOCK.instant();
    SlotBooks slots = new SlotBooks(cluster.database().database(), from, to);
    // A claim without an exchange is lost when it can no longer come: a minute and a half.
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> !slots.ends().containsKey("claimed"));
    slots.everySlotOfThePlanIsAccountedFor(cluster.catalog());
    Map<String, Long> ends = slots.ends();
    told("slots: " + ends);

    String servers = cluster.kafka().bootstrapServers();
    cluster.stop("worker");
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Books.settled(servers));
    cluster.stop("scorer");
    long inVain = SlotBooks.answeredInVain(cluster.lab().truths().all(), servers);
    told("answers that died with a worker: " + inVain);
    assertThat(inVain).isLessThanOrEqualTo(UNDER_WAY);
    Books books = new Books(servers, cluster.catalog());
    books.everyExchangeIsCountedOnce();
    books.evidenceIsAReplayOfTheObservations();
    books.noSlotWasSentTwice(cluster.lab().truths(), began);
  }

  /** Lets real time pass: what is tested is what happens in it. */
  private static void pause(Duration length) {
    Instant end = CLOCK.instant().plus(length);
    await()
        .atMost(length.plus(Duration.ofMinutes(1)))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !CLOCK.instant().isBefore(end));
  }

  private void told(String what) {
    System.out.printf("%s s: %s%n", seconds(began), what);
  }

  private static String seconds(Instant since) {
    return "%.1f".formatted(Duration.between(since, CLOCK.instant()).toMillis() / 1000.0);
  }
}
