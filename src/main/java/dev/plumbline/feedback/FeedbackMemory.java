package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import dev.plumbline.topic.SortedTable;
import dev.plumbline.topic.Table;
import java.time.Instant;
import java.util.List;

/**
 * What is remembered of the models of one partition.
 *
 * @param clocks by model
 * @param counted cells of blocks still open, by model, minute, source and labels
 * @param pasts by check and slice
 */
record FeedbackMemory(Table<Clock> clocks, SortedTable<Counted> counted, Table<Past> pasts) {

  /**
   * How far one model has got.
   *
   * @param watermark end of the latest minute seen
   * @param closedUntil end of the last block closed
   */
  record Clock(Instant watermark, Instant closedUntil) {
    static final Clock START = new Clock(Instant.EPOCH, Instant.EPOCH);
  }

  /** A cell as it was last counted. */
  record Counted(String source, String model, Instant minute, FeedbackCounts.Cell cell) {
    Slice slice() {
      return cell.slice(model);
    }

    private String key() {
      return until(model, minute) + "|" + source + "|" + slice();
    }
  }

  static FeedbackMemory empty() {
    return new FeedbackMemory(Table.inMemory(), SortedTable.inMemory(), Table.inMemory());
  }

  Clock clock(String model) {
    Clock clock = clocks.get(model);
    return clock == null ? Clock.START : clock;
  }

  /** The newest count of the same source, minute and labels is the one that counts. */
  void put(Counted cell) {
    counted.put(cell.key(), cell);
  }

  /** Takes out what was counted before a time, in order of minute, source and labels. */
  List<Counted> takeBefore(String model, Instant time) {
    List<Counted> taken = counted.between(model + "|", until(model, time));
    taken.forEach(cell -> counted.delete(cell.key()));
    return taken;
  }

  Past past(Slice slice, FeedbackReason reason) {
    Past past = pasts.get(series(slice, reason));
    return past == null ? Past.NONE : past;
  }

  void put(Slice slice, FeedbackReason reason, Past past) {
    pasts.put(series(slice, reason), past);
  }

  private static String series(Slice slice, FeedbackReason reason) {
    return reason.check() + "|" + slice;
  }

  /** Whole minutes as text sort as they follow one another. */
  private static String until(String model, Instant minute) {
    return model + "|" + minute;
  }
}
