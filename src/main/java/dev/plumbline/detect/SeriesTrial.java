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
   * @param paired whether it is one side of a pair, and the failed share the part it lost
   */
  record Outcome(
      double failedShare, double objective, LeafTrial.@Nullable Compared compared, boolean paired) {

    Outcome(double failedShare, double objective, LeafTrial.@Nullable Compared compared) {
      this(failedShare, objective, compared, false);
    }

    static Outcome of(LeafTrial trial, double objective) {
      return new Outcome(trial.failedShare(), objective, trial.compared(), trial.versus() != null);
    }

    private double ratio(double inForce) {
      return compared == null ? failedShare / Math.min(objective, inForce) : compared.ratio();
    }

    private boolean failed() {
      return failedShare > (paired ? LeafTrial.Versus.EVEN : 0);
    }

    private boolean even() {
      return paired && failedShare == LeafTrial.Versus.EVEN;
    }
  }

  static SeriesTrial ofLeaf(LeafTrial trial) {
    return new SeriesTrial(trial.at(), List.of(Outcome.of(trial, Double.POSITIVE_INFINITY)));
  }

  boolean paired() {
    return outcomes.getFirst().paired();
  }

  /** Whether nothing was lost and nothing won: then it is no trial. */
  boolean even() {
    return outcomes.stream().allMatch(Outcome::even);
  }

  /** Outcomes that were lost or won; where they are no pairs, all. */
  int told() {
    return Math.toIntExact(outcomes.stream().filter(outcome -> !outcome.even()).count());
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
   * Mean likelihood ratio, also over pairs that are even: which of them are is known no sooner than
   * who lost the others, and sides may be in several pairs. Of an outcome held to an objective
   * against the lower of its leaf's and this.
   */
  double ratio(double objective) {
    double sum = 0;
    for (Outcome outcome : outcomes) {
      sum += outcome.ratio(objective);
    }
    return sum / outcomes.size();
  }

  /** Mean over {@link #told() what told something}. */
  double failedShare() {
    double sum = 0;
    for (Outcome outcome : outcomes) {
      sum += outcome.even() ? 0 : outcome.failedShare();
    }
    return sum / told();
  }

  int failures() {
    return Math.toIntExact(outcomes.stream().filter(Outcome::failed).count());
  }
}
