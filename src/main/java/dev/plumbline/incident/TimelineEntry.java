package dev.plumbline.incident;

import java.time.Instant;

/** One thing that happened to an incident, in words. */
record TimelineEntry(Instant at, Event event, String text) {

  enum Event {
    OPENED,
    JOINED,
    RAISED,
    SUSPECT,
    CLEARED,
    RESOLVED,
    REOPENED,
    MERGED,
    PARTED,
    /** Kept in a table of its own, never written as an entry. */
    ACKNOWLEDGED
  }
}
