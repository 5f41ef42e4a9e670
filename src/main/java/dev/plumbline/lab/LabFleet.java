package dev.plumbline.lab;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.catalog.CatalogSource;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A fleet to practise on: an HTTP server, usually on loopback, that serves every target of the
 * catalog whose endpoint has its host and port, each as a balancer in front of several servers,
 * with faults that can be injected. It follows changes of the catalog.
 */
public final class LabFleet implements SmartLifecycle {

  /** Before everything that sends probes, and after it on the way down. */
  public static final int PHASE = Integer.MIN_VALUE / 2;

  /** Requests that decode together, at most. */
  public static final int LARGEST_BATCH = BatchBuckets.LARGEST;

  private static final Logger log = LoggerFactory.getLogger(LabFleet.class);
  private static final int BACKLOG = 1024;
  private static final Duration GRACE = Duration.ofSeconds(1);

  static {
    // The JDK's server reads this once; without it, small chunks wait for acknowledgements.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final CatalogSource catalogs;
  private final LabSettings settings;
  private final InstantSource time;
  private final long seed;
  private final Pacer pacer;
  private final FaultBoard faults = new FaultBoard();
  private final TruthLog truths;

  /** 0 as long as batches form by themselves. */
  private final AtomicInteger fixedBatchSize = new AtomicInteger();

  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  /**
   * @param seed of everything the lab draws
   */
  public LabFleet(
      CatalogSource catalogs, LabSettings settings, InstantSource time, long seed, Pacer pacer) {
    this.catalogs = catalogs;
    this.settings = settings;
    this.time = time;
    this.seed = seed;
    this.pacer = pacer;
    this.truths = new TruthLog(settings.truthKept());
  }

  /**
   * Starts serving.
   *
   * @throws IllegalStateException if the port is taken
   * @throws IllegalArgumentException if the scenario is not valid; the message says why
   */
  @Override
  public synchronized void start() {
    if (server != null) {
      return;
    }
    Scenario scenario = scenario();
    HttpServer started = bind();
    Instant now = time.instant();
    faults.follow(scenario, now);
    FleetSource fleets = new FleetSource(catalogs, settings, seed, started.getAddress().getPort());
    ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    started.setExecutor(handlers);
    started.createContext(
        "/",
        new Router(
            fleets,
            new ChatEndpoint(settings, time, pacer, seed, faults, truths, fixedBatchSize::get),
            new AdminEndpoint(faults, time),
            now));
    started.start();
    server = started;
    threads = handlers;
    log.info(
        "lab fleet: {} targets on http://{}:{}, faults at {}",
        fleets.current().targetCount(),
        settings.host(),
        port(),
        AdminEndpoint.PATH);
    warnOfIdleEntries(scenario, fleets.current());
  }

  /** Only a warning: the catalog may still change. */
  private static void warnOfIdleEntries(Scenario scenario, Fleet fleet) {
    scenario.entries().stream()
        .map(entry -> entry.fault().slice())
        .filter(slice -> !fleet.serves(slice))
        .forEach(slice -> log.warn("the scenario's slice {} matches no target of the lab", slice));
  }

  private Scenario scenario() {
    Path file = settings.scenario();
    return file == null ? Scenario.NONE : ScenarioReader.read(file);
  }

  private HttpServer bind() {
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    if (address.isUnresolved()) {
      throw new IllegalStateException(
          "%s is no name of this machine: set plumbline.lab.host".formatted(settings.host()));
    }
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException e) {
      throw new IllegalStateException(
          "port %d for the lab fleet is taken: stop what listens there or set plumbline.lab.port"
              .formatted(settings.port()),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("the lab fleet cannot listen on " + address, e);
    }
  }

  @Override
  public synchronized void stop() {
    if (server == null || threads == null) {
      return;
    }
    server.stop((int) GRACE.toSeconds());
    threads.shutdownNow();
    server = null;
    threads = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /**
   * The port listened on.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("the lab fleet is not running");
    }
    return server.getAddress().getPort();
  }

  /** Injects a fault from now on; the result names it. */
  public ActiveFault inject(Fault fault) {
    return faults.inject(fault, time.instant()).active();
  }

  /** Removes every fault, scenario included. */
  public void clearFaults() {
    faults.clear();
  }

  /** From now on every request finds a batch of this size, whatever else is under way. */
  public void fixBatchSize(int size) {
    if (size < 1 || size > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "a batch has 1 to %d requests, not %d".formatted(LARGEST_BATCH, size));
    }
    fixedBatchSize.set(size);
  }

  /** What really happened; for tests. */
  public TruthLog truths() {
    return truths;
  }
}
