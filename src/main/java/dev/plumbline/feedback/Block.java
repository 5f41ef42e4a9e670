package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import dev.plumbline.feedback.FeedbackMemory.Counted;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything counted of one model within one block.
 *
 * @param at its beginning
 * @param cells of all sources, each the newest of its kind
 */
record Block(String model, Instant at, List<Counted> cells) {
  Block {
    cells = List.copyOf(cells);
  }

  /** Those slices that requests were counted of. */
  List<Slice> of(List<Slice> slices) {
    return slices.stream()
        .filter(slice ->
            cells.stream()
                .anyMatch(cell -> cell.cell().exposure() > 0 && within(cell.slice(), slice)))
        .toList();
  }

  /**
   * A slice's reports beside those of what it is compared with: a platform with the model's other
   * platforms, a part of a platform with its other parts. What a source could not tell apart from
   * the slice is on neither side.
   *
   * @param properties says how readily users of a platform report
   */
  Split split(Slice slice, FeedbackReason reason, FeedbackProperties properties) {
    Sum here = sum(reason, properties, cell -> within(cell, slice));
    Sum elsewhere = sum(reason, properties, cell -> beside(cell, slice));
    return new Split(
        here.reports,
        elsewhere.reports,
        here.exposure,
        here.expected,
        elsewhere.exposure,
        elsewhere.expected);
  }

  private record Sum(long reports, long exposure, double expected) {}

  private Sum sum(FeedbackReason reason, FeedbackProperties properties, Predicate<Slice> counts) {
    long reports = 0;
    long exposure = 0;
    double expected = 0;
    for (Counted counted : cells) {
      if (counts.test(counted.slice())) {
        FeedbackCounts.Cell cell = counted.cell();
        reports += cell.reports().getOrDefault(reason, 0L);
        exposure += cell.exposure();
        expected += cell.exposure() * properties.usual(cell.platform());
      }
    }
    return new Sum(reports, exposure, expected);
  }

  private static boolean within(Slice cell, Slice slice) {
    return cell.platform().equals(slice.platform())
        && (slice.accelerator().equals(Slice.ANY) || cell.accelerator().equals(slice.accelerator()))
        && (slice.pool().equals(Slice.ANY) || cell.pool().equals(slice.pool()));
  }

  private static boolean beside(Slice cell, Slice slice) {
    return slice.accelerator().equals(Slice.ANY)
        ? !cell.platform().equals(slice.platform())
        : cell.platform().equals(slice.platform())
            && (differ(cell.accelerator(), slice.accelerator())
                || differ(cell.pool(), slice.pool()));
  }

  private static boolean differ(String one, String other) {
    return !one.equals(Slice.ANY) && !other.equals(Slice.ANY) && !one.equals(other);
  }
}
