package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import java.util.Optional;

/** Records how long the whole answer took, in seconds; judges nothing. */
final class LatencyCheck implements Check {
  static final String NAME = "latency";

  private static final double MILLIS_OF_A_SECOND = 1e3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return Optional.empty();
  }

  @Override
  public Reading read(Subject subject) {
    return new Reading.Quantity(subject.exchange().duration().toMillis() / MILLIS_OF_A_SECOND);
  }
}
