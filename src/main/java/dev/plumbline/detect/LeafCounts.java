package dev.plumbline.detect;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toSet;

import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a detection says of one leaf. */
final class LeafCounts {
  private static final int MOST_WITH_ASPECTS = 200;

  private LeafCounts() {}

  /**
   * Counts from an onset on.
   *
   * @param unknown said of the leaf where nothing is known of it
   */
  static Detection.LeafCount since(
      Instant onset, Detection.LeafCount unknown, @Nullable Evidence evidence) {
    if (evidence == null) {
      return unknown;
    }
    FailureHistory.Count count = evidence.state().leaf().history().since(onset);
    return new Detection.LeafCount(
        unknown.leaf(),
        count.trials(),
        count.failures(),
        healthy(onset, evidence, count),
        strongest(onset, evidence),
        unknown.peer(),
        evidence.state().leaf().history().aspectsSince(onset));
  }

  /**
   * Bounded in size: how trials were asked is told only of the leaves that failed most, which says
   * nothing of how those were asked.
   */
  static List<Detection.LeafCount> bounded(List<Detection.LeafCount> counts) {
    Set<Slice> told =
        counts.stream()
            .sorted(comparingLong(Detection.LeafCount::failures).reversed())
            .limit(MOST_WITH_ASPECTS)
            .map(Detection.LeafCount::leaf)
            .collect(toSet());
    return counts.stream()
        .map(count -> told.contains(count.leaf()) ? count : count.withoutAspects())
        .toList();
  }

  /**
   * The failure rate of health: the objective. Where failures are pairs lost to a peer, equals win
   * as many, so it is the share won since the onset (Laplace's estimate, for that may be none).
   */
  private static double healthy(Instant onset, Evidence evidence, FailureHistory.Count lost) {
    FailureHistory won = evidence.state().leaf().won();
    return won == null
        ? evidence.objective()
        : (won.since(onset).failures() + 1.0) / (lost.trials() + 2.0);
  }

  /** A page since the onset has restarted the detector, but not made its evidence go away. */
  private static double strongest(Instant onset, Evidence evidence) {
    DetectorState.LastPage page = evidence.state().lastPage();
    return page == null || page.at().isBefore(onset)
        ? evidence.logEvidence()
        : Math.max(page.logEvidence(), evidence.logEvidence());
  }
}
