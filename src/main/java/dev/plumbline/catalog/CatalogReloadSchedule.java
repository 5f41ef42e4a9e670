package dev.plumbline.catalog;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks at the catalog's files again and again, and for targets, each on a thread of its own. */
final class CatalogReloadSchedule implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CatalogReloadSchedule.class);
  private final ReloadingCatalog catalog;
  private final Duration interval;
  private final Duration discoveryInterval;
  private @Nullable ScheduledExecutorService executor;

  CatalogReloadSchedule(ReloadingCatalog catalog, Duration interval, Duration discoveryInterval) {
    this.catalog = catalog;
    this.interval = interval;
    this.discoveryInterval = discoveryInterval;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("catalog-reload-", 0).factory());
    executor = started;
    every(started, interval, catalog::reload);
    every(started, discoveryInterval, catalog::discover);
  }

  private static void every(ScheduledExecutorService executor, Duration pause, Runnable look) {
    long nanos = pause.toNanos();
    var _ =
        executor.scheduleWithFixedDelay(() -> attempt(look), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** A schedule ends with the first exception it sees; this one must outlive any. */
  private static void attempt(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      log.error("looking at the catalog failed; the one in force stays", e);
    }
  }

  @Override
  public synchronized void stop() {
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return executor != null;
  }
}
