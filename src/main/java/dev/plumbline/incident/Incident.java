package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        Severity.of(alarm),
        new Lifecycle.Open(),
        alarm.at(),
        alarm.at(),
        Finding.of(tracks, fleet),
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
        severity.or(Severity.of(alarm)),
        new Lifecycle.Open(),
        openedAt,
        alarm.at(),
        Finding.of(extended, fleet),
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
        Finding.of(all, fleet),
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

  SortedMap<String, Counts> counts() {
    return Finding.counts(tracks);
  }

  /** Checks that joined it later, of which it is known which alarm was their first. */
  List<String> joinedChecks() {
    String founder = tracks.getFirst().check();
    return tracks.stream()
        .filter(track -> !track.check().equals(founder))
        .collect(Collectors.groupingBy(SeriesTrack::check, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .filter(own -> own.getValue().stream().allMatch(track -> track.alarms() != null))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What is left of it without the series of one check. */
  Incident without(String check, Instant at, Fleet fleet) {
    List<SeriesTrack> rest = tracks.stream().filter(track -> !track.check().equals(check)).toList();
    return of(rest, id, openedAt, at, fleet);
  }

  /**
   * The series of a check that joined later by themselves: an incident that goes by its first
   * alarm, as it did if it was one before it was taken in.
   */
  Incident only(String check, Instant at, Fleet fleet) {
    List<SeriesTrack> own = tracks.stream().filter(track -> track.check().equals(check)).toList();
    SeriesTrack.Alarms alarms =
        own.stream()
            .map(SeriesTrack::alarms)
            .filter(Objects::nonNull)
            .reduce(SeriesTrack.Alarms::and)
            .orElseThrow();
    return of(own, alarms.first(), alarms.firstAt(), at, fleet);
  }

  private Incident of(
      List<SeriesTrack> some, String name, Instant opened, Instant at, Fleet fleet) {
    Severity loudest =
        some.stream()
            .map(SeriesTrack::alarms)
            .map(alarms -> alarms == null ? severity : alarms.loudest())
            .reduce(Severity.TICKET, Severity::or);
    return new Incident(
        name, loudest, lifecycle, opened, at, Finding.of(some, fleet), some, exchanges);
  }

  private static SeriesTrack richer(SeriesTrack one, SeriesTrack other) {
    SeriesTrack more = other.total().failures() > one.total().failures() ? other : one;
    return more.withCleared(one.cleared() && other.cleared())
        .withAlarms(SeriesTrack.Alarms.both(one.alarms(), other.alarms()));
  }

  private static List<String> newest(List<String> newer, List<String> older) {
    return Stream.concat(newer.stream(), older.stream())
        .collect(LinkedHashSet<String>::new, Set::add, Set::addAll)
        .stream()
        .limit(EXCHANGES)
        .toList();
  }
}
