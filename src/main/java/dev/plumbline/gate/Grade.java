package dev.plumbline.gate;

/** How right an answer is, 0 to 1. */
final class Grade {
  private Grade() {}

  /** By how much the candidate is worse. */
  static double difference(GatePair.Sides sides) {
    return of(sides.baseline()) - of(sides.candidate());
  }

  static double of(Side side) {
    return switch (side) {
      case Side.Trial _, Side.Compared _ -> side.failed() ? 0 : 1;
      case Side.Score(double score) -> score;
      case Side.Quantity _, Side.Missing _ ->
          throw new IllegalArgumentException("no grade: " + side);
    };
  }
}
