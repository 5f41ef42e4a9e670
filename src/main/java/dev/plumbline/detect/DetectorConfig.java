package dev.plumbline.detect;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import java.time.Instant;

/**
 * How one series is judged.
 *
 * @param baseRate trials a second at the planned rate, whatever the rate now
 * @param start how much a trial may count as the start of a change
 * @param logPageThreshold ln A
 * @param logTicketThreshold the same for tickets
 */
public record DetectorConfig(
    Objective objective,
    double baseRate,
    StartWeight start,
    double logPageThreshold,
    double logTicketThreshold) {

  /** The start weight g of a trial. */
  double startWeight(Instant previous, Instant at) {
    return start.of(baseRate, previous, at);
  }
}
