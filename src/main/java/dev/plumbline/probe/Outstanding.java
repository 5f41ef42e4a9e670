package dev.plumbline.probe;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many claimed slots have not come to their end here; can be waited for. Thread-safe. */
final class Outstanding {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();
  private int slots;

  void add(int more) {
    lock.lock();
    try {
      slots += more;
      if (slots == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are none, at most that long; how many there still are. */
  int awaitNone(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (slots > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
      return slots;
    } finally {
      lock.unlock();
    }
  }
}
