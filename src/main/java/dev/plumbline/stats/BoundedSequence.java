package dev.plumbline.stats;

/**
 * A confidence interval of the mean of bounded values that may be looked at after every value: all
 * the intervals of an endless stream together hold the mean with the confidence stated, as long as
 * each value has this mean given the past. Immutable; the predictable plug-in empirical Bernstein
 * sequence, for values x in [0, 1]:
 *
 * <pre>
 * Σλx/Σλ ± (ln(2/α) + Σ (x − μ)²·(−ln(1 − λ) − λ))/Σλ
 * λ = min(½, √(2·ln(2/α)/(σ²·t·ln(1 + t))))
 * μ = (½ + Σx)/(t + 1),   σ² = (¼ + Σ(x − μ)²)/(t + 1)</pre>
 *
 * where λ and the μ of the first line use the values before the t-th alone. A run of equal values
 * has no closed form, since each has another λ. (Waudby-Smith and Ramdas 2023, theorem 2.)
 *
 * @param low least value possible
 * @param high largest value possible
 * @param logTwoOverAlpha ln(2/α)
 * @param count values so far
 * @param sum Σx
 * @param squares Σ(x − μ)², each μ with its own value in
 * @param stakes Σλ
 * @param staked Σλx
 * @param penalty Σ (x − μ)²·(−ln(1 − λ) − λ), each μ without its value
 */
public record BoundedSequence(
    double low,
    double high,
    double logTwoOverAlpha,
    long count,
    double sum,
    double squares,
    double stakes,
    double staked,
    double penalty) {
  private static final double LARGEST_STAKE = 0.5;

  public BoundedSequence {
    if (!(low < high)) {
      throw new IllegalArgumentException("no values between %s and %s".formatted(low, high));
    }
  }

  /**
   * Before the first value.
   *
   * @param confidence 0.95 for 95 %
   */
  public static BoundedSequence start(double low, double high, double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence %s".formatted(confidence));
    }
    return new BoundedSequence(low, high, StrictMath.log(2 / (1 - confidence)), 0, 0, 0, 0, 0, 0);
  }

  /** One value. */
  public BoundedSequence after(double value) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException("%s is not within %s and %s".formatted(value, low, high));
    }
    double x = (value - low) / (high - low);
    double t = count + 1.0;
    double variance = (0.25 + squares) / t;
    double stake =
        StrictMath.min(
            LARGEST_STAKE,
            StrictMath.sqrt(2 * logTwoOverAlpha / (variance * t * StrictMath.log1p(t))));
    double before = x - (0.5 + sum) / t;
    double with = x - (0.5 + sum + x) / (t + 1);
    return new BoundedSequence(
        low,
        high,
        logTwoOverAlpha,
        count + 1,
        sum + x,
        squares + with * with,
        stakes + stake,
        staked + stake * x,
        penalty + before * before * (-StrictMath.log1p(-stake) - stake));
  }

  /** The stake-weighted mean the limits lie around; the middle of the range before any value. */
  public double centre() {
    return low + (high - low) * (count == 0 ? 0.5 : staked / stakes);
  }

  /** Not below the range. */
  public double lower() {
    return StrictMath.max(low, centre() - radius());
  }

  /** Not above the range. */
  public double upper() {
    return StrictMath.min(high, centre() + radius());
  }

  private double radius() {
    return (high - low) * (logTwoOverAlpha + penalty) / stakes;
  }
}
