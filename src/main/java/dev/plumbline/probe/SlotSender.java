package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.http.SessionConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one claimed slot, once, or lets it be lost: when it is too late, or when the catalog no
 * longer has what it asks.
 */
final class SlotSender {
  private static final Logger log = LoggerFactory.getLogger(SlotSender.class);

  private record Assignment(Target target, Suite suite, Probe probe) {}

  private final CatalogSource catalogs;
  private final Sessions sessions;
  private final TargetGates gates = new TargetGates();
  private final PoolGates pools;
  private final Prober prober;
  private final ExchangePublisher publisher;
  private final ClaimStore claims;
  private final Throttling throttling;
  private final ProbeMetrics metrics;
  private final InstantSource clock;
  private final Duration deadline;

  SlotSender(
      CatalogSource catalogs,
      Sessions sessions,
      PoolGates pools,
      Prober prober,
      ExchangePublisher publisher,
      ClaimStore claims,
      Throttling throttling,
      ProbeMetrics metrics,
      InstantSource clock,
      Duration deadline) {
    this.catalogs = catalogs;
    this.sessions = sessions;
    this.pools = pools;
    this.prober = prober;
    this.publisher = publisher;
    this.claims = claims;
    this.throttling = throttling;
    this.metrics = metrics;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Waits for the session's turn before and for the limits of target and pool, then asks and
   * publishes.
   */
  void send(Slot slot) {
    try {
      Optional<Assignment> assignment = assignment(catalogs.current(), slot);
      if (assignment.isEmpty()) {
        log.info("slot {} is lost: no longer in the catalog", slot);
      } else if (catalogs.current().manners().pauses(assignment.get().target(), slot.at())) {
        giveUp(slot, Skip.PAUSED);
      } else if (throttling.pauses(slot)) {
        giveUp(slot, Skip.THROTTLED);
      } else if (!sessions.use(
          slot.session(), patience(slot), connection -> send(slot, assignment.get(), connection))) {
        tooLate(slot);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.info("slot {} is lost: the worker stopped before it was sent", slot);
    } catch (RuntimeException e) {
      log.error("slot {} is lost: a bug", slot, e);
    } finally {
      sessions.pass(slot.session());
    }
  }

  private void send(Slot slot, Assignment assignment, SessionConnection connection) {
    Semaphore gate = gates.of(assignment.target());
    if (!acquired(gate, patience(slot))) {
      tooLate(slot);
      return;
    }
    try {
      if (!pools.pass(
          catalogs.current(),
          assignment.target(),
          patience(slot),
          () -> ask(slot, assignment, connection))) {
        tooLate(slot);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gate.release();
    }
  }

  private void ask(Slot slot, Assignment assignment, SessionConnection connection) {
    metrics.sending(assignment.target().labels(), Duration.between(slot.at(), clock.instant()));
    Exchange exchange =
        prober.ask(connection, assignment.target(), assignment.suite(), assignment.probe(), slot);
    publisher.publish(exchange);
    throttling.ended(exchange);
  }

  private void giveUp(Slot slot, Skip why) {
    if (claims.giveUp(slot)) {
      metrics.skipped(why, Map.of(slot.target(), 1L));
    }
  }

  private static boolean acquired(Semaphore gate, Duration patience) {
    try {
      return patience.isPositive() && gate.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration patience(Slot slot) {
    Instant latest = slot.at().plus(deadline);
    return Duration.between(clock.instant(), latest);
  }

  private static void tooLate(Slot slot) {
    log.debug("slot {} is lost: its target or session was busy until its deadline", slot);
  }

  private static Optional<Assignment> assignment(Catalog catalog, Slot slot) {
    return catalog
        .target(slot.target())
        .flatMap(target ->
            catalog
                .suite(slot.suite())
                .flatMap(suite ->
                    suite.probes().stream()
                        .filter(probe -> probe.id().equals(slot.probe()))
                        .findFirst()
                        .map(probe -> new Assignment(target, suite, probe))));
  }
}
