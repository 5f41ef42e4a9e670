package dev.plumbline.lab;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server of a pool. It batches continuously: a request runs with whatever is under way when it
 * is admitted, up to the largest bucket.
 */
final class Server {
  private final String name;
  private final BackgroundTraffic background;
  private final AtomicInteger underWay = new AtomicInteger();

  Server(String name, BackgroundTraffic background) {
    this.name = name;
    this.background = background;
  }

  String name() {
    return name;
  }

  /** Admits a request, to be released when answered; returns the size of the batch it joins. */
  int admit(Instant now) {
    return Math.min(BatchBuckets.LARGEST, underWay.incrementAndGet() + background.underWay(now));
  }

  void release() {
    underWay.decrementAndGet();
  }
}
