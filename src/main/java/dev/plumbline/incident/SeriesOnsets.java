package dev.plumbline.incident;

import dev.plumbline.detect.SeriesKey;
import java.time.Instant;
import java.util.Map;

/** When what series now show began. */
@FunctionalInterface
public interface SeriesOnsets {

  /** Likeliest onset of every series that fired in an open incident and has not cleared since. */
  Map<SeriesKey, Instant> current();
}
