package dev.plumbline.incident;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Connected detections with one suspect slice and a lifecycle; immutable.
 *
 * @param id of its first detection
 * @param openedAt scheduled time of the trial that crossed first
 * @param changedAt of the newest detection that changed it
 * @param tracks what each of its series has said, in order of appearance
 * @param exchanges ids of exchanges that failed, newest first, at most {@value #EXCHANGES}
 */
record Incident(
    String id,
    Severity severity,
    Lifecycle lifecycle,
    Instant openedAt,
    Instant changedAt,
    Finding finding,
    List<SeriesTrack> tracks,
    List<String> exchanges) {

  private static final int EXCHANGES = 50;

  /** An incident of one alarm. */
  static Incident open(Detection alarm, Fleet fleet) {
    List<SeriesTrack> tracks = List.of(SeriesTrack.begin(alarm));
    return new Incident(
        alarm.id(),
        severity(alarm),
        new Lifecycle.Open(),
        alarm.at(),
        alarm.at(),
        finding(tracks, fleet),
        tracks,
        alarm.exchanges());
  }

  boolean isOpen() {
    return lifecycle instanceof Lifecycle.Open;
  }

  Slice suspect() {
    return finding.suspect();
  }

  boolean has(SeriesKey series) {
    return tracks.stream().anyMatch(track -> track.series().equals(series));
  }

  boolean hasCheck(String check) {
    return tracks.stream().anyMatch(track -> track.series().check().equals(check));
  }

  /** What one check of it speaks of: the suspect and its series that fired. */
  Stream<Slice> slicesOf(String check) {
    return Stream.concat(
        Stream.of(suspect()),
        tracks.stream()
            .map(SeriesTrack::series)
            .filter(series -> series.check().equals(check))
            .map(SeriesKey::slice));
  }

  boolean allCleared() {
    return tracks.stream().allMatch(SeriesTrack::cleared);
  }

  /** Earliest start any of its series allows. */
  Instant earliest() {
    return tracks.stream()
        .map(track -> track.onset().earliest())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Latest start any of its series allows. */
  Instant latest() {
    return tracks.stream()
        .map(track -> track.onset().latest())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Whether both could have begun together, give or take. */
  boolean beganWith(Incident other, Duration tolerance) {
    return !other.earliest().isAfter(latest().plus(tolerance))
        && !other.latest().isBefore(earliest().minus(tolerance));
  }

  Incident with(Detection alarm, Fleet fleet) {
    List<SeriesTrack> extended =
        has(alarm.series())
            ? tracks.stream()
                .map(track ->
                    track.series().equals(alarm.series()) ? track.extendedBy(alarm) : track)
                .toList()
            : Stream.concat(tracks.stream(), Stream.of(SeriesTrack.begin(alarm))).toList();
    return new Incident(
        id,
        severity.or(severity(alarm)),
        new Lifecycle.Open(),
        openedAt,
        alarm.at(),
        finding(extended, fleet),
        extended,
        newest(alarm.exchanges(), exchanges));
  }

  /** This incident, older, with all that a younger one of the same cause has gathered. */
  Incident absorbing(Incident younger, Instant at, Fleet fleet) {
    List<SeriesTrack> all =
        Stream.concat(
                tracks.stream()
                    .map(track ->
                        younger.tracks.stream()
                            .filter(other -> other.series().equals(track.series()))
                            .findFirst()
                            .map(other -> richer(track, other))
                            .orElse(track)),
                younger.tracks.stream().filter(track -> !has(track.series())))
            .toList();
    return new Incident(
        id,
        severity.or(younger.severity),
        new Lifecycle.Open(),
        openedAt,
        at,
        finding(all, fleet),
        all,
        newest(younger.exchanges, exchanges));
  }

  Incident with(Lifecycle next, Instant at) {
    return new Incident(id, severity, next, openedAt, at, finding, tracks, exchanges);
  }

  Incident cleared(SeriesKey series, Instant at) {
    List<SeriesTrack> marked =
        tracks.stream()
            .map(track -> track.series().equals(series) ? track.withCleared(true) : track)
            .toList();
    return new Incident(id, severity, lifecycle, openedAt, at, finding, marked, exchanges);
  }

  private static Finding finding(List<SeriesTrack> tracks, Fleet catalog) {
    SortedMap<String, Counts> counts = counts(tracks);
    Fleet fleet =
        catalog.with(
            counts.values().stream()
                .flatMap(check -> check.leaves().stream())
                .map(Counts.Leaf::leaf)
                .toList());
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

  /** Of each check the series that has counted the most failures: series overlap in time. */
  private static SortedMap<String, Counts> counts(List<SeriesTrack> tracks) {
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

  private static SeriesTrack richer(SeriesTrack one, SeriesTrack other) {
    SeriesTrack more = other.total().failures() > one.total().failures() ? other : one;
    return more.withCleared(one.cleared() && other.cleared());
  }

  private static Severity severity(Detection alarm) {
    return switch (alarm.kind()) {
      case PAGE -> Severity.PAGE;
      case TICKET -> Severity.TICKET;
      case CLEARED -> throw new IllegalArgumentException(alarm.id() + " is not an alarm");
    };
  }

  private static List<String> newest(List<String> newer, List<String> older) {
    return Stream.concat(newer.stream(), older.stream())
        .collect(LinkedHashSet<String>::new, Set::add, Set::addAll)
        .stream()
        .limit(EXCHANGES)
        .toList();
  }
}
