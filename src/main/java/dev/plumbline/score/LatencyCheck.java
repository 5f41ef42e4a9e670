package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import java.time.Duration;

/** Records how long the whole answer took, in seconds; a trial where the probe has a limit. */
final class LatencyCheck implements Check {
  static final String NAME = CheckUse.Latency.NAME;

  private static final double MILLIS_OF_A_SECOND = 1e3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Reading read(Subject subject) {
    double seconds = seconds(subject.exchange().duration());
    return subject
        .probe()
        .use(CheckUse.Latency.class)
        .<Reading>map(limit -> judged(seconds, seconds(limit.atMost())))
        .orElseGet(() -> new Reading.Quantity(seconds));
  }

  private static Reading judged(double seconds, double atMost) {
    return seconds > atMost
        ? new Reading.Trial(true, "%.3f s, at most %.3f s".formatted(seconds, atMost))
        : new Reading.Trial(false, "");
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_OF_A_SECOND;
  }
}
