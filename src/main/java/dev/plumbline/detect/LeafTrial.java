package dev.plumbline.detect;

import dev.plumbline.catalog.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session on one target, read by one check: one trial.
 *
 * @param probe its first exchange was an answer to, with the suite's name
 * @param at scheduled time of its last exchange
 * @param exchange id of its last exchange
 * @param window start of the window it is applied in
 * @param interval the target's mean time between slots
 * @param failedShare part of its exchanges that failed
 * @param compared what a reference makes of it; null where it is held to an objective
 */
record LeafTrial(
    Labels labels,
    String probe,
    Instant at,
    String exchange,
    Instant window,
    Duration interval,
    double failedShare,
    List<String> failedExchanges,
    @Nullable Compared compared) {

  /**
   * Compared with a reference.
   *
   * @param ratio likelihood ratio, with a mean of at most 1 in health
   * @param reference id of the reference
   */
  record Compared(double ratio, String reference) {}

  /** The order of application, whatever the order of arrival. */
  static final Comparator<LeafTrial> ORDER =
      Comparator.comparing(LeafTrial::at).thenComparing(LeafTrial::exchange);

  boolean failed() {
    return failedShare > 0;
  }
}
