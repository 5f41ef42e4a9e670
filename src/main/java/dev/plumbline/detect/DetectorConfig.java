package dev.plumbline.detect;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import java.time.Duration;
import java.time.Instant;

/**
 * How one series is judged.
 *
 * @param baseRate trials a second at the planned rate, whatever the rate now
 * @param logPageThreshold ln A
 * @param logTicketThreshold the same for tickets
 */
public record DetectorConfig(
    Objective objective, double baseRate, double logPageThreshold, double logTicketThreshold) {

  /** The start weight g of a trial: what calendar time, not the number of trials, allows. */
  double startWeight(Instant previous, Instant at) {
    Duration since = Duration.between(previous, at);
    return since.isNegative() ? 0 : Math.min(1, baseRate * since.toMillis() / 1_000);
  }
}
