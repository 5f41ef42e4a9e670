package dev.plumbline.feedback;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What counts must agree with beyond their form: the catalog and the time. */
final class FeedbackRules {
  static final Duration OLDEST = Duration.ofDays(1);

  /** What was young enough when it was sent is so when it is read off the topic. */
  private static final Duration ON_THE_WAY = Duration.ofHours(1);

  private FeedbackRules() {}

  /** What is wrong with a minute; empty where nothing is. */
  static Optional<String> ofMinute(Instant minute, Instant now) {
    if (minute.isAfter(now)) {
      return Optional.of("is in the future; send a minute when it is over");
    }
    return minute.isBefore(now.minus(OLDEST))
        ? Optional.of("is more than %d hours ago; leave it out".formatted(OLDEST.toHours()))
        : Optional.empty();
  }

  /** What is wrong with labels; empty where a target of the catalog has them. */
  static Optional<String> ofLabels(Catalog catalog, Slice slice) {
    List<Labels> fleet = new ArrayList<>();
    catalog.targets().forEach(target -> fleet.add(target.labels()));
    return fleet.stream().anyMatch(slice::contains)
        ? Optional.empty()
        : Optional.of("the catalog has no target of " + slice);
  }

  /**
   * Why a record of the topic cannot be counted; empty where it can.
   *
   * @param written when it was written to the topic
   */
  static Optional<String> refusal(Catalog catalog, FeedbackCounts counts, Instant written) {
    return ofMinute(counts.minute(), written)
        .filter(_ ->
            counts.minute().isAfter(written)
                || counts.minute().isBefore(written.minus(OLDEST).minus(ON_THE_WAY)))
        .map(why -> "minute " + why)
        .or(() ->
            counts.cells().stream()
                .flatMap(cell -> ofLabels(catalog, cell.slice(counts.model())).stream())
                .findFirst());
  }
}
