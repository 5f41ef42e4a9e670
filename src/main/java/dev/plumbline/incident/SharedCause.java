package dev.plumbline.incident;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether one cause is behind what different checks saw: one broken slice for all of them against
 * one for each side. Two slices pay the prior of both and that two causes at one time are a
 * coincidence; one slice pays for the silence of each check on targets only the other needs.
 */
final class SharedCause {
  /**
   * Below these log odds what was thought one is taken apart: twenty to one, so that few return.
   */
  static final double LOG_APART = -Math.log(20);

  private SharedCause() {}

  /**
   * Log odds of one cause against two.
   *
   * @param one counts by check
   * @param other counts of other checks
   */
  static double logOdds(
      SortedMap<String, Counts> one, SortedMap<String, Counts> other, Fleet catalog) {
    SortedMap<String, Counts> both = new TreeMap<>(one);
    both.putAll(other);
    Fleet fleet = catalog.with(both);
    double apart = best(one, fleet) + best(other, fleet) + Causes.LOG_COINCIDENCE;
    return best(both, fleet) - apart;
  }

  private static double best(SortedMap<String, Counts> checks, Fleet fleet) {
    return new Localisation(fleet, checks).suspect().logPosterior();
  }
}
