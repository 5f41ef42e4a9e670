package dev.plumbline.detect;

import dev.plumbline.score.Observation;
import dev.plumbline.topic.SortedTable;
import dev.plumbline.topic.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything detection remembers of the checks of one partition.
 *
 * @param series the newest evidence, by series
 * @param clocks by check
 * @param waiting observations of windows still open, by check, scheduled time and exchange
 * @param probes how checks fared on each, by check and probe
 */
record CheckMemory(
    Table<Evidence> series,
    Table<CheckClock> clocks,
    SortedTable<Observation> waiting,
    Table<ProbeMemory> probes) {

  static CheckMemory empty() {
    return new CheckMemory(
        Table.inMemory(), Table.inMemory(), SortedTable.inMemory(), Table.inMemory());
  }

  @Nullable Evidence evidence(SeriesKey key) {
    return series.get(key.toString());
  }

  void remember(Evidence evidence) {
    series.put(evidence.series().toString(), evidence);
  }

  CheckClock clock(String check) {
    CheckClock clock = clocks.get(check);
    return clock == null ? CheckClock.START : clock;
  }

  /** A second observation of the same exchange by the same check is the same one. */
  void await(Observation observation) {
    String key = waitingKey(observation);
    if (waiting.get(key) == null) {
      waiting.put(key, observation);
    }
  }

  List<Observation> waitingBefore(String check, Instant time) {
    return waiting.between(check + "|", waitingKey(check, time));
  }

  void forget(Observation observation) {
    waiting.delete(waitingKey(observation));
  }

  private static String waitingKey(Observation observation) {
    return waitingKey(observation.check(), observation.scheduledAt())
        + "|"
        + observation.exchange();
  }

  /** Sorts as the times do, from 1970 on. */
  private static String waitingKey(String check, Instant time) {
    // Asked several times an observation; a formatter would take longer than the detectors do.
    StringBuilder key = new StringBuilder(check).append('|');
    padded(key, time.getEpochSecond(), 12);
    padded(key.append('.'), time.getNano(), 9);
    return key.toString();
  }

  private static void padded(StringBuilder text, long number, int digits) {
    String shown = Long.toString(number);
    text.repeat('0', Math.max(0, digits - shown.length())).append(shown);
  }
}
