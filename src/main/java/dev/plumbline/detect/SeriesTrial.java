package dev.plumbline.detect;

import java.time.Instant;
import java.util.List;

/**
 * What a detector is given in one step: one outcome in a leaf series, in a pooled series the
 * outcomes of one probe in one window.
 *
 * @param at scheduled time of the first outcome
 */
record SeriesTrial(Instant at, List<Outcome> outcomes) {

  /**
   * One session.
   *
   * @param failedShare part of its exchanges that failed
   * @param objective p0 of its own leaf; infinite in the leaf's own series
   */
  record Outcome(double failedShare, double objective) {}

  static SeriesTrial ofLeaf(LeafTrial trial) {
    return new SeriesTrial(
        trial.at(), List.of(new Outcome(trial.failedShare(), Double.POSITIVE_INFINITY)));
  }

  /** Mean likelihood ratio, each outcome against the lower of its leaf's objective and this. */
  double ratio(double objective) {
    double sum = 0;
    for (Outcome outcome : outcomes) {
      sum += outcome.failedShare() / Math.min(outcome.objective(), objective);
    }
    return sum / outcomes.size();
  }

  double failedShare() {
    double sum = 0;
    for (Outcome outcome : outcomes) {
      sum += outcome.failedShare();
    }
    return sum / outcomes.size();
  }

  int failures() {
    return Math.toIntExact(outcomes.stream().filter(outcome -> outcome.failedShare() > 0).count());
  }
}
