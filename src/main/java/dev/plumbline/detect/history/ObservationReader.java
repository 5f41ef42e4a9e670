package dev.plumbline.detect.history;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Observations of one file, one after the other. */
sealed interface ObservationReader permits JsonReader, CsvReader {

  /**
   * The next one; null at the end.
   *
   * @throws UnusableHistoryException if the line is none
   */
  @Nullable RecordedObservation next() throws IOException;
}
