package dev.plumbline.detect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a detection says of one leaf. */
final class LeafCounts {
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
        evidence.objective(),
        strongest(onset, evidence),
        unknown.peer());
  }

  /** A page since the onset has restarted the detector, but not made its evidence go away. */
  private static double strongest(Instant onset, Evidence evidence) {
    DetectorState.LastPage page = evidence.state().lastPage();
    return page == null || page.at().isBefore(onset)
        ? evidence.logEvidence()
        : Math.max(page.logEvidence(), evidence.logEvidence());
  }
}
