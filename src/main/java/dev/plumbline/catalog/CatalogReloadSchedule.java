package dev.plumbline.catalog;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks at the catalog's files again and again, on a thread of its own. */
final class CatalogReloadSchedule implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CatalogReloadSchedule.class);
  private final ReloadingCatalog catalog;
  private final Duration interval;
  private @Nullable ScheduledExecutorService executor;

  CatalogReloadSchedule(ReloadingCatalog catalog, Duration interval) {
    this.catalog = catalog;
    this.interval = interval;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-reload").factory());
    executor = started;
    long nanos = interval.toNanos();
    var _ = started.scheduleAtFixedRate(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** A schedule ends with the first exception it sees; this one must outlive any. */
  private void look() {
    try {
      catalog.reload();
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
