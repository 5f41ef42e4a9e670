package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import java.util.List;

/**
 * What is known of an incident's cause.
 *
 * @param suspect the smallest slice that explains the detections
 * @param targets how many targets it has
 * @param fleet how many targets there are
 * @param probability of the suspect, given the counts and every kind of slice equally likely
 *     beforehand. It is low after a first page of three or four failures and rises with the next
 * @param logLikelihoodRatio of a fault on just these targets against none at all
 * @param onset when it began
 * @param effects how large it is on the suspect, by check
 * @param alternatives other slices, likeliest first
 * @param unexplained leaves outside the suspect whose own counts speak of a fault
 */
record Finding(
    Slice suspect,
    int targets,
    int fleet,
    double probability,
    double logLikelihoodRatio,
    Detection.Onset onset,
    List<CheckEffect> effects,
    List<Alternative> alternatives,
    List<Unexplained> unexplained) {

  /**
   * @param effect on the suspect's targets since onset, first and last failure of each stretch left
   *     out
   * @param objective the failure rate p0 that healthy stays under
   */
  record CheckEffect(String check, Detection.Effect effect, double objective) {}

  /** Failures on a leaf that the suspect does not explain. */
  record Unexplained(
      String check, Slice leaf, long failures, long trials, double logLikelihoodRatio) {}
}
