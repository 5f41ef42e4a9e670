package dev.plumbline.gate;

/**
 * Of answers that are right or wrong: pairs of which one side alone is right. A partly right answer
 * counts by how much it is worse for PASS, by which side is worse for FAIL.
 */
record PairedEvidence(Comparison comparison) implements CheckEvidence {

  static PairedEvidence start(CheckRule rule) {
    return new PairedEvidence(Comparison.start(rule.allowed(), rule.expected().differing(), 1));
  }

  @Override
  public PairedEvidence after(GatePair.Sides sides) {
    return sides.both() ? new PairedEvidence(comparison.after(Grade.difference(sides))) : this;
  }

  @Override
  public boolean speaksAgainst(GatePair.Sides sides) {
    return sides.both() && Grade.difference(sides) > 0;
  }

  @Override
  public double logFail() {
    return comparison.logFail();
  }

  @Override
  public double logPass() {
    return comparison.logPass();
  }

  @Override
  public Limits limits(double alpha) {
    return Limits.ofDifference(
        comparison.losses(), comparison.wins(), comparison.allowed().pairs(), alpha);
  }

  @Override
  public long missing(double logThreshold) {
    return Pace.missing(comparison.allowed(), logThreshold);
  }
}
