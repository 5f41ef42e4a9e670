package dev.plumbline.incident;

import static java.util.Comparator.comparingDouble;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether an alarm has the cause of incidents already known: three stories are told of the same
 * counts and the likeliest one is believed.
 *
 * <ul>
 *   <li><em>one</em>: a single slice is broken. The incidents it touches are one.
 *   <li><em>apart</em>: the incidents' suspects are broken, each by itself; the alarm is an echo of
 *       them in a pooled series.
 *   <li><em>fresh</em>: those, and another slice beside them.
 * </ul>
 *
 * Each story pays the prior of the slices it names and, for every cause beyond the first, that two
 * causes in one check at one time are a coincidence. And a fresh one must be far likelier than
 * chance: a fault that lasts for days makes hundreds of alarms, the question is asked at each, and
 * by then two failures of healthy targets stand together in one of them. What pages by itself is
 * that likely.
 */
final class Causes {
  static final double LOG_COINCIDENCE = Math.log(1e-3);
  private static final double LOG_BEYOND_CHANCE = Math.log(1e5);

  private final Fleet fleet;
  private final Counts counts;
  private final Likelihood likelihood;
  private final List<Incident> known;

  /**
   * @param joined the incidents the alarm makes one; empty: it has a cause of its own
   * @param elsewhere targets whose failures other incidents account for: the alarm says nothing of
   *     them
   */
  record Verdict(List<Incident> joined, Set<Slice> elsewhere) {}

  private record Active(Incident incident, double logRatio) {}

  /**
   * @param known incidents of the alarm's check that it is connected with, oldest first
   */
  Causes(Fleet fleet, Detection alarm, List<Incident> known) {
    this.fleet = fleet;
    this.known = known;
    this.counts = Counts.of(alarm).plus(before(alarm));
    this.likelihood = new Likelihood(counts);
  }

  Verdict verdict() {
    List<Active> active = active();
    Localisation.Scored one = oneSlice();
    if (active.isEmpty()) {
      return verdict(touchedBy(one, known).stream().limit(1).toList(), active);
    }
    double apart = apart(active);
    double beside = beside(active);
    double fresh = apart + beside + LOG_COINCIDENCE;
    if (beside > LOG_BEYOND_CHANCE && fresh > Math.max(one.logPosterior(), apart)) {
      return verdict(List.of(), active);
    }
    List<Incident> touched = touchedBy(one, active.stream().map(Active::incident).toList());
    return one.logPosterior() >= apart && !touched.isEmpty()
        ? verdict(touched, active)
        : verdict(strongest(active), active);
  }

  private Verdict verdict(List<Incident> joined, List<Active> active) {
    Set<Slice> elsewhere = new HashSet<>();
    active.stream()
        .map(Active::incident)
        .filter(incident -> !joined.contains(incident))
        .forEach(incident -> elsewhere.addAll(fleet.members(incident.suspect())));
    joined.forEach(incident -> elsewhere.removeAll(fleet.members(incident.suspect())));
    return new Verdict(joined, elsewhere);
  }

  private List<Incident> touchedBy(Localisation.Scored one, List<Incident> incidents) {
    return incidents.stream()
        .filter(incident -> fleet.share(incident.suspect(), one.slice()))
        .toList();
  }

  private static List<Incident> strongest(List<Active> active) {
    return active.stream().max(comparingDouble(Active::logRatio)).map(Active::incident).stream()
        .toList();
  }

  /**
   * What the incidents counted before the alarm's own stretch began, so that nothing counts twice.
   */
  private Counts before(Detection alarm) {
    return known.stream()
        .flatMap(incident -> incident.tracks().stream())
        .filter(track -> track.series().check().equals(alarm.series().check()))
        .map(track -> track.until(SeriesTrack.onset(alarm).earliest()))
        .max(Comparator.comparingLong(Counts::failures))
        .orElse(Counts.NONE);
  }

  private Localisation.Scored oneSlice() {
    return Localisation.of(fleet, counts).suspect();
  }

  /** Those of which these counts show a trace; a target in two suspects is told by the older. */
  private List<Active> active() {
    List<Active> active = new ArrayList<>();
    Set<Slice> told = new HashSet<>();
    for (Incident incident : known) {
      Set<Slice> members = without(fleet.members(incident.suspect()), told);
      double ratio = likelihood.logRatio(members, told);
      if (ratio > 0) {
        active.add(new Active(incident, ratio));
        told.addAll(members);
      }
    }
    return active;
  }

  private double apart(List<Active> active) {
    return active.stream()
            .mapToDouble(one -> one.logRatio() + fleet.logPrior(one.incident().suspect()))
            .sum()
        + (active.size() - 1) * LOG_COINCIDENCE;
  }

  /** The likeliest slice that is broken beside the suspects, against none. */
  private double beside(List<Active> active) {
    Set<Slice> told = new HashSet<>();
    active.forEach(one -> told.addAll(fleet.members(one.incident().suspect())));
    return fleet.candidates().stream()
        .mapToDouble(candidate ->
            likelihood.logRatio(without(candidate.members(), told), told) + candidate.logPrior())
        .max()
        .orElseThrow();
  }

  private static Set<Slice> without(Set<Slice> members, Set<Slice> told) {
    Set<Slice> rest = new HashSet<>(members);
    rest.removeAll(told);
    return rest;
  }
}
