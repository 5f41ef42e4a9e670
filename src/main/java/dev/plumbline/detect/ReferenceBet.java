package dev.plumbline.detect;

import dev.plumbline.stats.BoundedBetting;
import dev.plumbline.stats.ClippedGaussian;
import dev.plumbline.stats.Mixture;
import dev.plumbline.stats.RawIncrement;
import dev.plumbline.stats.RobustScale;
import java.util.List;
import java.util.Optional;

/** What is bet on a series of numbers, frozen by capture A and not bounded yet. */
sealed interface ReferenceBet {

  Mixture mixture();

  /** One number. */
  RawIncrement raw(double number);

  /** ln of the largest factor a number can give, per alternative. */
  List<Double> logMaxima();

  /**
   * Graded answers, 0 to 1: bets that their mean has fallen.
   *
   * @param centre mean score of capture A
   */
  record LowerScores(BoundedBetting betting, double centre) implements ReferenceBet {
    static LowerScores than(List<Double> scores) {
      double centre = scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      return new LowerScores(BoundedBetting.standard(), centre);
    }

    @Override
    public Mixture mixture() {
      return betting.mixture();
    }

    @Override
    public RawIncrement raw(double score) {
      return new RawIncrement(betting.increment(centre - score).logs());
    }

    @Override
    public List<Double> logMaxima() {
      return betting.increment(centre).logs();
    }
  }

  /**
   * Quantities: bets that they drift, up or down.
   *
   * @param scale centre and scale of capture A
   */
  record DriftingValues(ClippedGaussian betting, RobustScale scale) implements ReferenceBet {
    /** A floor for the arithmetic alone: nobody said which difference matters. */
    private static final double LEAST_SCALE = Double.MIN_NORMAL;

    /** Empty where more than half of the values are the same, so that they have no scale. */
    static Optional<ReferenceBet> from(List<Double> values) {
      RobustScale scale = RobustScale.of(values, LEAST_SCALE);
      return scale.scale() > LEAST_SCALE
          ? Optional.of(new DriftingValues(ClippedGaussian.standard(), scale))
          : Optional.empty();
    }

    @Override
    public Mixture mixture() {
      return betting.mixture();
    }

    @Override
    public RawIncrement raw(double value) {
      return betting.raw(scale.z(value));
    }

    @Override
    public List<Double> logMaxima() {
      return betting.logMaxima();
    }
  }
}
