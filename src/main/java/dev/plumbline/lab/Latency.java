package dev.plumbline.lab;

import dev.plumbline.lab.model.Draws;
import java.time.Duration;

/** How long answering takes: longer in larger batches, a little different each time. */
final class Latency {
  private static final Duration TO_FIRST_TOKEN = Duration.ofMillis(150);
  private static final Duration A_TOKEN = Duration.ofMillis(3);
  private static final double SLOWER_PER_NEIGHBOUR = 0.03;

  private final double factor;
  private final Pacer pacer;

  Latency(double scale, int batchSize, long requestSeed, Pacer pacer) {
    double jitter = 0.8 + 0.4 * Draws.unit(requestSeed, 7);
    this.factor = scale * jitter * (1 + SLOWER_PER_NEIGHBOUR * (batchSize - 1));
    this.pacer = pacer;
  }

  /** False where nothing ever waits. */
  boolean waits() {
    return factor > 0;
  }

  Duration toFirstToken() {
    return scaled(TO_FIRST_TOKEN, 1);
  }

  Duration ofTokens(int tokens) {
    return scaled(A_TOKEN, tokens);
  }

  void untilFirstToken() {
    pause(toFirstToken());
  }

  void forTokens(int tokens) {
    pause(ofTokens(tokens));
  }

  private Duration scaled(Duration unit, int times) {
    return Duration.ofNanos(Math.round(unit.toNanos() * factor * times));
  }

  private void pause(Duration duration) {
    if (duration.isPositive()) {
      pacer.pause(duration);
    }
  }
}
