package dev.plumbline.gate;

/**
 * What was counted of one check.
 *
 * @param trials answers of the candidate that could be read
 * @param failures of those, how many failed or were not wholly right
 * @param baselineTrials the same of the baseline
 * @param missing pairs that lack the candidate's side alone
 * @param baselineMissing pairs that lack the baseline's side alone
 * @param bothMissing pairs that lack both
 * @param losses pairs in which the candidate was worse; of quantities the one with the larger value
 * @param wins pairs in which the baseline was
 */
public record Tally(
    long trials,
    long failures,
    long baselineTrials,
    long baselineFailures,
    long missing,
    long baselineMissing,
    long bothMissing,
    long losses,
    long wins) {
  static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

  Tally after(GatePair.Sides sides) {
    boolean here = sides.candidate().present();
    boolean there = sides.baseline().present();
    int order = here && there ? order(sides) : 0;
    return new Tally(
        trials + (here ? 1 : 0),
        failures + (failed(sides.candidate()) ? 1 : 0),
        baselineTrials + (there ? 1 : 0),
        baselineFailures + (failed(sides.baseline()) ? 1 : 0),
        missing + (!here && there ? 1 : 0),
        baselineMissing + (here && !there ? 1 : 0),
        bothMissing + (!here && !there ? 1 : 0),
        losses + (order > 0 ? 1 : 0),
        wins + (order < 0 ? 1 : 0));
  }

  /** Pairs that this check was asked of. */
  public long asked() {
    return trials + missing + bothMissing;
  }

  /** Share of the candidate's side that is missing. */
  double missingShare() {
    return asked() == 0 ? 0 : (double) (missing + bothMissing) / asked();
  }

  private static boolean failed(Side side) {
    return switch (side) {
      case Side.Trial _, Side.Compared _ -> side.failed();
      case Side.Score(double score) -> score < 1;
      case Side.Quantity _, Side.Missing _ -> false;
    };
  }

  private static int order(GatePair.Sides sides) {
    return sides.candidate() instanceof Side.Quantity(double candidate)
            && sides.baseline() instanceof Side.Quantity(double baseline)
        ? Double.compare(candidate, baseline)
        : Double.compare(Grade.difference(sides), 0);
  }
}
