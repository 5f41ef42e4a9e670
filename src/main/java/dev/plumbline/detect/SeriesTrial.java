package dev.plumbline.detect;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * @param compared null where it is held to an objective
   */
  record Outcome(double failedShare, double objective, LeafTrial.@Nullable Compared compared) {

    private double ratio(double inForce) {
      return compared == null ? failedShare / Math.min(objective, inForce) : compared.ratio();
    }
  }

  static SeriesTrial ofLeaf(LeafTrial trial) {
    return new SeriesTrial(
        trial.at(),
        List.of(new Outcome(trial.failedShare(), Double.POSITIVE_INFINITY, trial.compared())));
  }

  /** The reference of a leaf's trial; in a pooled series each outcome has its own. */
  @Nullable String reference() {
    LeafTrial.Compared compared = outcomes.getFirst().compared();
    return compared == null ? null : compared.reference();
  }

  boolean compared() {
    return outcomes.getFirst().compared() != null;
  }

  /**
   * Mean likelihood ratio: of an outcome held to an objective against the lower of its leaf's and
   * this.
   */
  double ratio(double objective) {
    double sum = 0;
    for (Outcome outcome : outcomes) {
      sum += outcome.ratio(objective);
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
