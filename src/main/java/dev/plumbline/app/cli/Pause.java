package dev.plumbline.app.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass between two tries of a command. */
@FunctionalInterface
interface Pause {
  Pause REAL = time -> LockSupport.parkNanos(time.toNanos());

  void pass(Duration time);
}
