package dev.plumbline.rehearsal;

import java.time.Duration;
import java.time.Instant;

/** Share of requests affected from a date on. */
sealed interface Share {

  /** The same from then on. */
  record Constant(double share) implements Share {}

  /** Changes evenly until an instant, then stays. */
  record Ramp(double from, double to, Instant until) implements Share {}

  /** From whatever it was, evenly, until an instant; then stays. */
  record Decay(double to, Instant until) implements Share {}

  /** Where it leads. */
  default double last() {
    return switch (this) {
      case Constant(double share) -> share;
      case Ramp(_, double to, _) -> to;
      case Decay(double to, _) -> to;
    };
  }

  /** When it has got there. */
  default Instant settled(Instant begun) {
    return switch (this) {
      case Constant _ -> begun;
      case Ramp(_, _, Instant until) -> until;
      case Decay(_, Instant until) -> until;
    };
  }

  /**
   * At an instant not before {@code begun}.
   *
   * @param before the share just before {@code begun}
   */
  default double at(Instant begun, double before, Instant now) {
    return switch (this) {
      case Constant(double share) -> share;
      case Ramp(double from, double to, Instant until) -> between(from, to, begun, until, now);
      case Decay(double to, Instant until) -> between(before, to, begun, until, now);
    };
  }

  private static double between(double from, double to, Instant begun, Instant until, Instant now) {
    double whole = Duration.between(begun, until).toMillis();
    double passed = Math.min(1, Duration.between(begun, now).toMillis() / whole);
    return from + (to - from) * passed;
  }
}
