package dev.plumbline.gate;

import dev.plumbline.stats.DifferenceBelow;

/**
 * Where one check of a gate stands.
 *
 * @param weight its part in Σ w·E; 0 of an advisory one
 * @param missing evidence against "the candidate's side is missing oftener than the baseline's by
 *     what is allowed": d is 1 where the candidate's alone is missing, −1 where the baseline's is
 */
record CheckState(
    CheckRule rule, double weight, CheckEvidence evidence, DifferenceBelow missing, Tally tally) {

  static CheckState start(CheckRule rule, Policy policy) {
    Policy.Missing missing = policy.missing();
    return new CheckState(
        rule,
        policy.weight(rule),
        CheckEvidence.start(rule, policy.alpha()),
        DifferenceBelow.start(missing.allowed(), Math.min(1, 2 * missing.expected()), 1),
        Tally.NOTHING);
  }

  CheckState after(GatePair.Sides sides) {
    require(sides.candidate());
    require(sides.baseline());
    int absent = (sides.candidate().present() ? 0 : 1) - (sides.baseline().present() ? 0 : 1);
    return new CheckState(
        rule, weight, evidence.after(sides), missing.after(absent), tally.after(sides));
  }

  /** Whether "regression ≥ allowed" is refuted, and that it hides in what is missing. */
  boolean passes(Policy policy) {
    double logThreshold = policy.logThreshold();
    return evidence.logPass() >= logThreshold
        && missing.logEvidence() >= logThreshold
        && tally.missingShare() <= policy.missing().most();
  }

  /** Its part of the evidence against "no regression", or something larger that costs less. */
  double failsAtMost() {
    return weight == 0 ? 0 : weight * StrictMath.exp(evidence.logFailAtMost());
  }

  private void require(Side side) {
    if (!rule.kind().takes(side)) {
      throw new IllegalArgumentException(
          "check %s is compared as %s and read %s".formatted(rule.check(), rule.kind(), side));
    }
  }
}
