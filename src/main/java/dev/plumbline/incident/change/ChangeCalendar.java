package dev.plumbline.incident.change;

import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was done, and when. */
public interface ChangeCalendar {

  /**
   * A change in the calendar.
   *
   * @param recordedAt when it was told of, which may be long after it was done
   */
  record Entry(Change change, Instant recordedAt) {}

  Optional<Entry> find(String id);

  /**
   * Changes done in an interval, both ends included, and windows that reach into it; the newest
   * first.
   *
   * @param slice only of what some labels of it could be
   */
  List<Entry> during(Instant from, Instant until, Slice slice, int limit);
}
