package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The concurrency limit of each pool that has one, over all its targets and all workers. */
final class PoolGates {
  /** How long a permit that another worker gives back may go unseen. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final PermitStore store;

  /** Wakes those who wait here; more than needed is harmless, as each looks for itself. */
  private final Semaphore givenBack = new Semaphore(0);

  PoolGates(PermitStore store) {
    this.store = store;
  }

  /**
   * Does the work with a permit of the target's pool, where that has a limit.
   *
   * @return false where there was none in time, and nothing was done
   */
  boolean pass(Catalog catalog, Target target, Duration patience, Runnable work)
      throws InterruptedException {
    String pool = target.labels().pool();
    @Nullable Integer permits = catalog.manners().poolConcurrency().get(pool);
    if (permits == null) {
      work.run();
      return true;
    }
    OptionalInt permit = await(pool, permits, patience);
    if (permit.isEmpty()) {
      return false;
    }
    try {
      work.run();
    } finally {
      store.giveBack(pool, permit.getAsInt());
      givenBack.release();
    }
    return true;
  }

  private OptionalInt await(String pool, int permits, Duration patience)
      throws InterruptedException {
    OptionalInt permit = store.take(pool, permits);
    for (long left = patience.toNanos(); permit.isEmpty() && left > 0; left -= LOOK_NANOS) {
      boolean _ = givenBack.tryAcquire(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
      permit = store.take(pool, permits);
    }
    return permit;
  }
}
