package dev.plumbline.suites;

import dev.plumbline.stats.ClopperPearson;
import org.jspecify.annotations.Nullable;

/**
 * How often a check failed while all was healthy.
 *
 * @param upper95 the true rate is not above this, said with 95 % confidence
 * @param meanScore where the check gives scores; null where it gives none
 */
public record CheckRate(
    int trials, int failures, double rate, double upper95, @Nullable Double meanScore) {
  /** Two-sided; leaves 5 % above. */
  private static final double CONFIDENCE = 0.9;

  static CheckRate of(MeasuredCheck check) {
    ClopperPearson limits = ClopperPearson.of(check.failures(), check.trials(), CONFIDENCE);
    return new CheckRate(
        check.trials(), check.failures(), limits.rate(), limits.upper(), check.meanScore());
  }
}
