package dev.plumbline.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass: the only way anything in the lab waits. */
@FunctionalInterface
public interface Pacer {

  /** Parks the (virtual) thread that serves a request. */
  Pacer REAL = pause -> LockSupport.parkNanos(pause.toNanos());

  void pause(Duration pause);
}
