package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Bursts;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Limits;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.auth.Authenticator;
import dev.plumbline.probe.auth.Credentials;
import dev.plumbline.probe.http.Egress;
import dev.plumbline.probe.http.HttpTransport;
import dev.plumbline.probe.http.RawServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole workers over real PostgreSQL and real HTTP, in real time; only the broker is played. */
@ExtendWith(ProbeDatabase.class)
class WorkerTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final ProbeProperties PROPERTIES =
      new ProbeProperties(
          Duration.ofMillis(600),
          Duration.ofSeconds(10),
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          List.of(),
          "eu-north",
          List.of());

  private final PlayedBroker producer = new PlayedBroker();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HttpTransport transport =
      new HttpTransport(CLOCK, System::nanoTime, Egress.ANYWHERE);
  private final List<Worker> workers = new ArrayList<>();
  private final List<PermitStore> opened = new ArrayList<>();

  @AfterEach
  void close() {
    workers.stream().filter(Worker::isRunning).forEach(Worker::stop);
    opened.forEach(PermitStore::close);
    transport.close();
  }

  @Test
  void twoWorkersSendEverySlotOnceNeverEarlyAndStopClean() throws IOException {
    try (RawServer server = RawServer.answering(answer())) {
      Budget mixed = new Budget(Duration.ofMillis(40), 4, Duration.ofSeconds(5), 100_000, 0.5, 5);
      Catalog catalog = catalog(target("a", mixed, server.uri()), target("b", mixed, server.uri()));
      start(catalog);
      start(catalog);

      await().atMost(Duration.ofSeconds(60)).until(() -> exchanges().size() > 150);
      workers.forEach(Worker::stop);

      List<Exchange> exchanges = exchanges();
      assertThat(exchanges.stream().map(Exchange::id)).doesNotHaveDuplicates();
      assertThat(exchanges)
          .allMatch(e -> !e.sentAt().isBefore(e.scheduledAt()))
          .allMatch(e -> e.outcome() instanceof Outcome.Answered)
          .allMatch(e -> "eu-north".equals(e.location()))
          .allMatch(e -> Boolean.FALSE.equals(e.streamed()));
      // One connection a session: fresh ones never share, turns of a sticky one always do.
      Map<String, Long> connections =
          server.requests().stream()
              .collect(
                  Collectors.groupingBy(
                      WorkerTest::session,
                      Collectors.collectingAndThen(
                          Collectors.mapping(RawServer.Request::connection, Collectors.toSet()),
                          set -> (long) set.size())));
      assertThat(connections.values()).containsOnly(1L);
      assertThat(server.requests().stream().map(RawServer.Request::connection).distinct())
          .hasSize(connections.size());
      assertThat(server.requests()).hasSameSizeAs(exchanges);
      // Stopping let everything due soon finish; only later turns of sticky sessions are given up.
      long claimed = ClaimStates.all().getOrDefault("claimed", 0L);
      assertThat(claimed - exchanges.size()).isBetween(0L, 2L * 5 * 2);
    }
  }

  /** What it would have sent, skipped or lost is what others are still to ask. */
  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H", "PT6S"})
  void aWorkerWhoseClockIsTurnedDoesNothingUntilItIsRight(Duration off) throws IOException {
    AtomicReference<Duration> turned = new AtomicReference<>(off);
    Budget often = new Budget(Duration.ofMillis(50), 3, Duration.ofSeconds(5), 100_000, 0, 1);
    try (RawServer server = RawServer.answering(answer())) {
      CurrentCatalog catalogs = new CurrentCatalog(catalog(target("a", often, server.uri())));
      AtomicInteger asked = new AtomicInteger();
      start(
          catalogs,
          () -> {
            asked.incrementAndGet();
            return CLOCK.instant().plus(turned.get());
          });
      await().atMost(Duration.ofSeconds(60)).until(() -> asked.get() > 40);
      assertThat(server.requests()).isEmpty();
      assertThat(ClaimStates.all()).isEmpty();

      turned.set(Duration.ZERO);
      await().atMost(Duration.ofSeconds(60)).until(() -> exchanges().size() > 20);

      assertThat(exchanges())
          .allSatisfy(it ->
              assertThat(it.scheduledAt())
                  .isCloseTo(CLOCK.instant(), within(1, ChronoUnit.MINUTES)));
    }
  }

  /** Set back by NTP, or by somebody: what is claimed is sent when it is due by any other clock. */
  @Test
  void whatWasClaimedIsSentThoughTheClockIsSetBack() throws IOException {
    AtomicReference<Duration> turned = new AtomicReference<>(Duration.ZERO);
    Budget seldom = new Budget(Duration.ofMillis(50), 3, Duration.ofSeconds(5), 100_000, 0, 1);
    try (RawServer server = RawServer.answering(answer())) {
      CurrentCatalog catalogs = new CurrentCatalog(catalog(target("a", seldom, server.uri())));
      start(catalogs, () -> CLOCK.instant().plus(turned.get()));
      await().atMost(Duration.ofSeconds(60)).until(() -> exchanges().size() > 5);

      turned.set(Duration.ofHours(-1));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> exchanges().size() == ClaimStates.all().getOrDefault("claimed", 0L));
    }
  }

  @Test
  void aSlowTargetDelaysNobodyElseAndIsNeverAskedMoreThanItsLimitAtOnce() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (RawServer slow =
            new RawServer((_, socket) -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              release.await();
              atOnce.decrementAndGet();
              RawServer.write(socket, answer());
            });
        RawServer fast = RawServer.answering(answer())) {
      Budget budget = new Budget(Duration.ofMillis(50), 3, Duration.ofSeconds(30), 100_000, 0, 1);
      Worker worker =
          start(catalog(target("slow", budget, slow.uri()), target("fast", budget, fast.uri())));

      await().atMost(Duration.ofSeconds(60)).until(() -> fast.requests().size() > 60);
      assertThat(slow.requests()).hasSize(3);
      release.countDown();
      await().atMost(Duration.ofSeconds(60)).until(() -> slow.requests().size() > 20);
      worker.stop();

      assertThat(most.get()).isEqualTo(3);
      assertThat(
              registry
                  .get("plumbline.probe.schedule.delay")
                  .tag("model", "slow")
                  .timer()
                  .totalTime(TimeUnit.SECONDS))
          .as("waiting for the limit counts as delay")
          .isGreaterThan(1);
    }
  }

  /** None of a burst is answered before all of it is there. */
  @Test
  void aBurstArrivesAtOnceOverConnectionsOfItsOwn() throws IOException {
    CyclicBarrier all = new CyclicBarrier(4);
    try (RawServer server =
        new RawServer((_, socket) -> {
          together(all);
          RawServer.write(socket, answer());
        })) {
      Budget bursts =
          new Budget(
              Duration.ofMillis(500),
              8,
              Duration.ofSeconds(25),
              100_000,
              0,
              1,
              null,
              new Bursts(1, List.of(4)));
      Worker worker = start(catalog(target("a", bursts, server.uri())));

      await().atMost(Duration.ofSeconds(60)).until(() -> exchanges().size() >= 20);
      worker.stop();

      Map<String, List<Exchange>> sessions =
          exchanges().stream().collect(Collectors.groupingBy(it -> it.session().id()));
      assertThat(sessions.values())
          .allSatisfy(burst -> {
            assertThat(burst).hasSize(4).allMatch(it -> it.outcome() instanceof Outcome.Answered);
            assertThat(burst.stream().map(it -> it.session().turn())).containsOnlyOnce(0, 1, 2, 3);
            assertThat(burst.stream().map(Exchange::probe).distinct()).hasSize(1);
          });
      assertThat(server.requests().stream().map(RawServer.Request::connection))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aPoolsLimitHoldsOverItsTargetsAndAllWorkers() throws IOException {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    CountDownLatch bothWait = new CountDownLatch(2);
    try (RawServer server =
        new RawServer((_, socket) -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          bothWait.countDown();
          bothWait.await(); // The first two are answered once there are two.
          atOnce.decrementAndGet();
          answered.incrementAndGet();
          RawServer.write(socket, answer());
        })) {
      Budget budget = new Budget(Duration.ofMillis(50), 8, Duration.ofSeconds(5), 100_000, 0, 1);
      Catalog plain = catalog(target("a", budget, server.uri()), target("b", budget, server.uri()));
      Catalog limited =
          new Catalog(
              plain.version(),
              plain.targets(),
              plain.suites(),
              plain.detection(),
              null,
              new Courtesy(Limits.NONE, Map.of("main", 2), List.of(), Set.of()));
      start(limited);
      start(limited);

      await().atMost(Duration.ofSeconds(60)).until(() -> answered.get() > 100);
      assertThat(most.get()).isEqualTo(2);
    }
  }

  @Test
  void anExchangeTheBrokerDoesNotTakeIsNotARun() throws IOException {
    producer.sendException = new TimeoutException("no broker");
    try (RawServer server = RawServer.answering(answer())) {
      Budget budget = new Budget(Duration.ofMillis(50), 3, Duration.ofSeconds(5), 100_000, 0, 1);
      Worker worker = start(catalog(target("a", budget, server.uri())));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> registry.counter("plumbline.probe.publish.failures").count() > 5);
      worker.stop();

      assertThat(registry.get("plumbline.probe.runs").tag("outcome", "answered").counter().count())
          .isZero();
    }
  }

  @Test
  void slotsWhoseTargetLeftTheCatalogAreNotSent() throws IOException {
    try (RawServer server = RawServer.answering(answer())) {
      Budget sticky = new Budget(Duration.ofMillis(200), 3, Duration.ofSeconds(5), 100_000, 1, 50);
      CurrentCatalog catalogs = new CurrentCatalog(catalog(target("a", sticky, server.uri())));
      Worker worker = start(catalogs);
      await().atMost(Duration.ofSeconds(60)).until(() -> server.requests().size() > 3);

      Budget often = new Budget(Duration.ofMillis(50), 3, Duration.ofSeconds(5), 100_000, 0, 1);
      catalogs.reload(Catalogs.version("v2", Catalogs.suite(2), target("b", often, server.uri())));
      await().atMost(Duration.ofSeconds(60)).until(() -> published("b") > 10);
      long sentBefore = published("a");
      long sentOfB = published("b");
      await().atMost(Duration.ofSeconds(60)).until(() -> published("b") > sentOfB + 20);

      assertThat(published("a")).isEqualTo(sentBefore);
      worker.stop();
    }
  }

  private static void together(CyclicBarrier all) throws InterruptedException {
    try {
      all.await(20, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private Worker start(Catalog catalog) {
    return start(new CurrentCatalog(catalog));
  }

  private Worker start(CurrentCatalog catalogs) {
    return start(catalogs, CLOCK);
  }

  private Worker start(CurrentCatalog catalogs, InstantSource clock) {
    ProbeMetrics metrics = new ProbeMetrics(registry, catalogs);
    ClaimStore claims = new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());
    Throttling throttling = new Throttling(new PauseStore(ProbeDatabase.jdbc()), clock);
    PermitStore permits = new PermitStore(ProbeDatabase.dataSource());
    opened.add(permits);
    CatalogTimeline timeline = new CatalogTimeline(() -> Demands.NONE);
    ExchangePublisher publisher = new ExchangePublisher(producer.template(), metrics);
    Sessions sessions = new Sessions(transport);
    Duration deadline = PROPERTIES.claimDeadline();
    SlotSender sender =
        new SlotSender(
            catalogs,
            sessions,
            new PoolGates(permits),
            new Prober(
                new Authenticator(new Credentials(), clock),
                (_, outcome) -> outcome,
                clock,
                PROPERTIES.location()),
            publisher,
            claims,
            throttling,
            metrics,
            clock,
            deadline);
    Worker worker =
        new Worker(
            new ClockAgreement(
                clock, new ClockStore(ProbeDatabase.jdbc())::now, PROPERTIES.clockTolerance()),
            new SlotClaimer(
                catalogs,
                () -> Demands.NONE,
                timeline,
                claims,
                throttling,
                metrics,
                clock,
                PROPERTIES),
            new SkipSweep(
                new SkipStore(ProbeDatabase.jdbc()),
                ProbeDatabase.transactions(),
                catalogs,
                timeline,
                metrics,
                clock,
                deadline),
            new Housekeeping(claims, clock),
            new SlotTimer(sender, sessions, clock),
            publisher,
            PROPERTIES);
    worker.start();
    workers.add(worker);
    return worker;
  }

  private List<Exchange> exchanges() {
    return producer.history().stream()
        .map(record -> ProbeTopics.EXCHANGES.decode(record.value()))
        .toList();
  }

  private long published(String target) {
    return producer.history().stream().filter(record -> target.equals(record.key())).count();
  }

  private static String session(RawServer.Request request) {
    return request
        .head()
        .lines()
        .filter(line -> line.startsWith("x-session-id: "))
        .collect(Collectors.joining());
  }

  private static Catalog catalog(Target... targets) {
    return Catalogs.of(Catalogs.suite(2), targets);
  }

  private static Target target(String name, Budget budget, URI endpoint) {
    return Catalogs.target(name, budget, endpoint, null);
  }

  private static String answer() {
    return RawServer.ok(
        "application/json",
        "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}");
  }
}
