package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import dev.plumbline.feedback.FeedbackMemory.Counted;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything counted of one model within one block.
 *
 * @param at its beginning
 * @param minutes cells of all sources minute by minute, each cell the newest of its kind
 */
record Block(String model, Instant at, List<List<Counted>> minutes) {
  Block {
    minutes = List.copyOf(minutes);
  }

  static Block of(String model, Instant at, List<Counted> cells) {
    return new Block(
        model,
        at,
        List.copyOf(
            cells.stream()
                .collect(Collectors.groupingBy(Counted::minute, TreeMap::new, Collectors.toList()))
                .values()));
  }

  Stream<Counted> cells() {
    return minutes.stream().flatMap(List::stream);
  }

  /** Those slices that requests were counted of. */
  List<Slice> of(List<Slice> slices) {
    return slices.stream()
        .filter(slice ->
            cells().anyMatch(cell -> cell.cell().exposure() > 0 && within(cell.slice(), slice)))
        .toList();
  }

  /**
   * A slice's reports beside those of what it is compared with: a platform with the model's other
   * platforms, a part of a platform with its other parts. What a source could not tell apart from
   * the slice is on neither side.
   *
   * <p>Minutes of which requests were counted on one side only are left out: whatever happened in
   * them would seem to have happened there.
   *
   * @param properties says how readily users of a platform report
   */
  Split split(Slice slice, FeedbackReason reason, FeedbackProperties properties) {
    Split split = Split.NOTHING;
    for (List<Counted> minute : minutes) {
      Split more = split(minute, slice, reason, properties);
      split = more.comparable() ? split.plus(more) : split;
    }
    return split;
  }

  private static Split split(
      List<Counted> minute, Slice slice, FeedbackReason reason, FeedbackProperties properties) {
    Split split = Split.NOTHING;
    for (Counted counted : minute) {
      FeedbackCounts.Cell cell = counted.cell();
      long reports = cell.reports().getOrDefault(reason, 0L);
      double expected = cell.exposure() * properties.usual(cell.platform());
      if (within(counted.slice(), slice)) {
        split = split.plus(new Split(reports, 0, cell.exposure(), expected, 0, 0));
      } else if (beside(counted.slice(), slice)) {
        split = split.plus(new Split(0, reports, 0, 0, cell.exposure(), expected));
      }
    }
    return split;
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
