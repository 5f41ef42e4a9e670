package dev.plumbline.gate;

import dev.plumbline.stats.DifferenceBelow;

/** How much longer it takes. */
final class Pace {
  private static final int LONGEST_STEP = 1 << 20;

  private Pace() {}

  /** Pairs without a difference until the evidence reaches this; 0 where it has. */
  static long missing(DifferenceBelow allowed, double logThreshold) {
    DifferenceBelow now = allowed;
    long pairs = 0;
    while (now.logEvidence() < logThreshold && pairs < LONGEST_STEP) {
      long step = Math.max(1, now.pairs() / 64);
      now = now.afterRun(0, step);
      pairs += step;
    }
    return pairs;
  }
}
