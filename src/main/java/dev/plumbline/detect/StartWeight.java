package dev.plumbline.detect;

import java.time.Duration;
import java.time.Instant;

/** What the start weight g of a trial follows from; known before its outcome either way. */
public enum StartWeight {
  /**
   * g = min(1, base rate × time since the previous trial): false alarms are bounded in calendar
   * time, however often one looks.
   */
  BY_TIME {
    @Override
    double of(double baseRate, Instant previous, Instant at) {
      Duration since = Duration.between(previous, at);
      return since.isNegative() ? 0 : Math.min(1, baseRate * since.toMillis() / 1_000);
    }
  },

  /** g = 1: false alarms are bounded by the number of trials. */
  BY_TRIAL {
    @Override
    double of(double baseRate, Instant previous, Instant at) {
      return 1;
    }
  };

  /**
   * g, 0 to 1.
   *
   * @param baseRate trials a second
   */
  abstract double of(double baseRate, Instant previous, Instant at);
}
