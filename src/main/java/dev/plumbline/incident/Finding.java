package dev.plumbline.incident;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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

  static Finding of(List<SeriesTrack> tracks, Fleet catalog) {
    SortedMap<String, Counts> counts = counts(tracks);
    Fleet fleet = catalog.with(counts);
    Localisation localisation = new Localisation(fleet, counts);
    Localisation.Scored suspect = localisation.suspect();
    return new Finding(
        suspect.slice(),
        suspect.members().size(),
        fleet.size(),
        localisation.probability(suspect),
        suspect.logLikelihoodRatio(),
        onset(tracks, suspect.members(), fleet),
        localisation.effects(suspect.members()),
        localisation.alternatives(),
        localisation.unexplained(suspect.members()));
  }

  /**
   * Of each check the counts of the series that has counted the most failures: series overlap in
   * time.
   */
  static SortedMap<String, Counts> counts(List<SeriesTrack> tracks) {
    SortedMap<String, Counts> counts = new TreeMap<>();
    tracks.forEach(track ->
        counts.merge(
            track.series().check(),
            track.total(),
            (one, other) -> other.failures() > one.failures() ? other : one));
    return counts;
  }

  /** As the suspect's own series saw it, or else the series that saw it sharpest. */
  private static Detection.Onset onset(List<SeriesTrack> tracks, Set<Slice> suspect, Fleet fleet) {
    return tracks.stream()
        .min(
            comparing((SeriesTrack track) -> !fleet.members(track.series().slice()).equals(suspect))
                .thenComparing(
                    comparingLong(track ->
                        Duration.between(track.onset().earliest(), track.onset().latest())
                            .toMillis())))
        .map(SeriesTrack::onset)
        .orElseThrow();
  }

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
