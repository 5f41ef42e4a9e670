package dev.plumbline.incident;

import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one series has said within an incident, summed up so that a fault which pages for days costs
 * no more than one which paged once. A detector restarts after each page, so its later pages cover
 * later, disjoint stretches and add up; a ticket does not restart it, so the page that follows
 * covers the ticket's stretch again and takes its place.
 *
 * @param onset of its first stretch
 * @param settled counts of all stretches but the last
 * @param settledUntil when those end; null while there is but one
 * @param last counts of the last stretch, from its earliest onset to its crossing
 * @param cleared whether it has shown positive evidence of health since
 * @param alarms what it raised; null in what an older release wrote
 */
record SeriesTrack(
    SeriesKey series,
    Detection.Onset onset,
    Counts settled,
    @Nullable Instant settledUntil,
    Counts last,
    Instant lastFrom,
    Instant lastUntil,
    boolean cleared,
    @Nullable Alarms alarms) {

  /** The first alarm, and how loud the loudest was. */
  record Alarms(String first, Instant firstAt, Severity loudest) {
    static Alarms of(Detection alarm) {
      return new Alarms(alarm.id(), alarm.at(), Severity.of(alarm));
    }

    /** Of one series, whichever comes first. */
    Alarms and(Alarms other) {
      Alarms older = other.firstAt.isBefore(firstAt) ? other : this;
      return new Alarms(older.first, older.firstAt, loudest.or(other.loudest));
    }

    static @Nullable Alarms both(@Nullable Alarms one, @Nullable Alarms other) {
      return one == null || other == null ? null : one.and(other);
    }
  }

  static SeriesTrack begin(Detection alarm) {
    Detection.Onset onset = onset(alarm);
    return new SeriesTrack(
        alarm.series(),
        onset,
        Counts.NONE,
        null,
        Counts.of(alarm),
        onset.earliest(),
        alarm.at(),
        false,
        Alarms.of(alarm));
  }

  SeriesTrack extendedBy(Detection alarm) {
    SeriesTrack next = begin(alarm);
    if (next.lastFrom.isBefore(lastUntil)) {
      SeriesTrack fuller =
          next.last.failures() >= last.failures() ? replacingLast(next) : withCleared(false);
      return fuller.withAlarms(Alarms.both(alarms, next.alarms));
    }
    return new SeriesTrack(
        series,
        onset,
        settled.plus(last),
        lastUntil,
        next.last,
        next.lastFrom,
        next.lastUntil,
        false,
        Alarms.both(alarms, next.alarms));
  }

  SeriesTrack withCleared(boolean value) {
    return new SeriesTrack(
        series, onset, settled, settledUntil, last, lastFrom, lastUntil, value, alarms);
  }

  SeriesTrack withAlarms(@Nullable Alarms all) {
    return new SeriesTrack(
        series, onset, settled, settledUntil, last, lastFrom, lastUntil, cleared, all);
  }

  String check() {
    return series.check();
  }

  Counts total() {
    return settled.plus(last);
  }

  /** Counts of those stretches that were over by then. */
  Counts until(Instant instant) {
    if (!lastUntil.isAfter(instant)) {
      return total();
    }
    return settledUntil != null && !settledUntil.isAfter(instant) ? settled : Counts.NONE;
  }

  static Detection.Onset onset(Detection alarm) {
    return Objects.requireNonNull(alarm.onset(), "a page or ticket has an onset");
  }

  private SeriesTrack replacingLast(SeriesTrack next) {
    return new SeriesTrack(
        series,
        settledUntil == null ? next.onset : onset,
        settled,
        settledUntil,
        next.last,
        next.lastFrom,
        next.lastUntil,
        false,
        alarms);
  }
}
