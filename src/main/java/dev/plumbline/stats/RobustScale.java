package dev.plumbline.stats;

import java.util.List;

/**
 * Centre and scale of reference values (capture A), which a few odd ones hardly move: the median,
 * and 1.4826 × the median distance to it, which is the standard deviation where values are normal.
 *
 * @param centre in the unit of the values
 * @param scale above 0, in the same unit
 */
public record RobustScale(double centre, double scale) {
  /** 1/Φ⁻¹(¾). */
  private static final double NORMAL = 1.4826022185056018;

  public RobustScale {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY) || !Double.isFinite(centre)) {
      throw new IllegalArgumentException("centre %s and scale %s".formatted(centre, scale));
    }
  }

  /**
   * Of one or more values.
   *
   * @param floor least scale: where values hardly vary, half a grid step or a difference nobody
   *     cares about
   */
  public static RobustScale of(List<Double> values, double floor) {
    double centre = median(values);
    double spread = median(values.stream().map(value -> StrictMath.abs(value - centre)).toList());
    return new RobustScale(centre, StrictMath.max(NORMAL * spread, floor));
  }

  /** How many scales a value lies above the centre. */
  public double z(double value) {
    return (value - centre) / scale;
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the median of nothing");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
