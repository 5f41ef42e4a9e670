package dev.plumbline.stats;

import java.util.List;

/**
 * Bets on a drift in either direction of a value standardised by reference data, z = (x − centre) /
 * scale, clipped so that no single value decides:
 *
 * <pre>f = exp(λ·z' − λ²/2),   z' = max(−c, min(c, z)),   λ = ± each drift</pre>
 *
 * <p>Were centre and scale exactly right and z normal, E f would be at most 1. They are estimates,
 * so f goes through {@link TwoCapture}: f ≤ exp(|λ|·c − λ²/2) is bounded as that needs.
 *
 * @param clip c &gt; 0
 * @param drifts |λ| in units of the scale, each above 0
 */
public record ClippedGaussian(double clip, List<Double> drifts) {
  private static final ClippedGaussian STANDARD =
      new ClippedGaussian(3, List.of(.25, .5, 1.0, 2.0));

  public ClippedGaussian {
    if (!(clip > 0 && clip < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s is no place to clip at".formatted(clip));
    }
    drifts = Logs.requireWithin(drifts, 0, Double.POSITIVE_INFINITY);
  }

  /** Clipped at 3, drifts of ± ¼, ½, 1 and 2. */
  public static ClippedGaussian standard() {
    return STANDARD;
  }

  /** Equal weights, no head start: first the drifts upwards, then those downwards. */
  public Mixture mixture() {
    return Mixture.equal(2 * drifts.size());
  }

  /** One value. */
  public RawIncrement raw(double z) {
    if (Double.isNaN(z)) {
      throw new IllegalArgumentException("no number");
    }
    double clipped = StrictMath.max(-clip, StrictMath.min(clip, z));
    int up = drifts.size();
    return RawIncrement.of(
        2 * up, k -> k < up ? log(drifts.get(k), clipped) : log(drifts.get(k - up), -clipped));
  }

  /** ln of the largest f, per alternative. */
  public List<Double> logMaxima() {
    return Logs.per(2 * drifts.size(), k -> log(drifts.get(k % drifts.size()), clip));
  }

  private static double log(double drift, double z) {
    return drift * z - drift * drift / 2;
  }
}
