package dev.plumbline.stats;

/**
 * Sequential test that rare events fall on a canary no oftener than its share of the traffic says.
 * Only which side each event falls on matters, not how much traffic there was. With θ₀ the canary's
 * share of the exposure and S₁ of the events in the canary, S₀ in the baseline, the evidence is the
 * Bayes factor of "a larger share θ, uniform above θ₀":
 *
 * <pre>∫ θ^S₁·(1 − θ)^S₀ dθ / ((1 − θ₀)·θ₀^S₁·(1 − θ₀)^S₀),   θ from θ₀ to 1</pre>
 *
 * <p><b>Guarantee.</b> As long as each event falls on the canary with probability at most θ₀ given
 * the past, the evidence ever reaches 1/α with probability at most α. Depends on the counts alone,
 * so any number of events is one step. (Lindon and Malek, "Anytime-valid inference for multinomial
 * count data", 2022; the prior cut to one side.)
 *
 * <p><b>Groups.</b> Where events come in groups of at most m, each wholly on one side, every event
 * may count as 1/m and the guarantee holds for groups: "each group falls on the canary with
 * probability at most θ₀ given the past". For a group of j ≤ m events multiplies the evidence for θ
 * by (θ/θ₀)^(j/m) or by ((1 − θ)/(1 − θ₀))^(j/m). The logarithm of its mean is convex in j/m (a
 * cumulant generating function), 0 at 0 and at most 0 at 1, so at most 0 between.
 *
 * @param exposure θ₀, above 0 and below 1
 * @param canary S₁, which need not be whole
 * @param baseline S₀, which need not be whole
 */
public record CanaryCounts(double exposure, double canary, double baseline) {

  public CanaryCounts {
    if (!(exposure > 0 && exposure < 1) || !(canary >= 0) || !(baseline >= 0)) {
      throw new IllegalArgumentException(
          "%s events in the canary, %s in the baseline, exposure %s"
              .formatted(canary, baseline, exposure));
    }
  }

  /** Before the first event. */
  public static CanaryCounts start(double exposure) {
    return new CanaryCounts(exposure, 0, 0);
  }

  /** More events. */
  public CanaryCounts after(double inCanary, double inBaseline) {
    return new CanaryCounts(exposure, canary + inCanary, baseline + inBaseline);
  }

  /** ln of the Bayes factor. */
  public double logEvidence() {
    double a = canary + 1.0;
    double b = baseline + 1.0;
    double logExposure = StrictMath.log(exposure);
    double logRest = StrictMath.log1p(-exposure);
    return LogBeta.of(a, b)
        + LogBeta.logUpper(a, b, logExposure - logRest)
        - canary * logExposure
        - b * logRest;
  }

  /**
   * ln of the probability of so many events in the canary or more, if each fell there with
   * probability θ₀: for one look, unlike the evidence. Of counts that are not whole, what lies
   * between.
   */
  public double logTail() {
    return canary == 0
        ? 0
        : LogBeta.logLower(
            canary, baseline + 1, StrictMath.log(exposure) - StrictMath.log1p(-exposure));
  }
}
