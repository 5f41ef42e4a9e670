package dev.plumbline.rehearsal;

import dev.plumbline.detect.Evidence;

/** When a pool is asked more often. */
@FunctionalInterface
interface Demand {
  /**
   * Whether to ask for more from now on.
   *
   * @param before whether more is asked for already
   * @param evidence of one of the pool's own series
   */
  boolean raised(boolean before, Evidence evidence);

  /**
   * From M ≥ 0.3/p0 (one failure) until M &lt; 0.1/p0 or a page, which restarts M. Only evidence
   * decides, so increments stay valid given the past.
   */
  Demand STIRRED =
      (before, evidence) -> {
        double hits = Math.exp(evidence.logEvidence()) * evidence.objective();
        return hits >= (before ? 0.1 : 0.3);
      };
}
