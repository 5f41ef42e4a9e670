package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import dev.plumbline.stats.ShareGrid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a detection says of one leaf. */
final class LeafCounts {
  private LeafCounts() {}

  /**
   * Counts from an onset on.
   *
   * @param objective said of a leaf nothing is known of
   */
  static Detection.LeafCount since(
      Instant onset, Slice leaf, @Nullable Evidence evidence, double objective) {
    if (evidence == null) {
      return new Detection.LeafCount(leaf, 0, 0, objective, ShareGrid.logRestingEvidence());
    }
    FailureHistory.Count count = evidence.state().leaf().history().since(onset);
    return new Detection.LeafCount(
        leaf, count.trials(), count.failures(), evidence.objective(), strongest(onset, evidence));
  }

  /** A page since the onset has restarted the detector, but not made its evidence go away. */
  private static double strongest(Instant onset, Evidence evidence) {
    DetectorState.LastPage page = evidence.state().lastPage();
    return page == null || page.at().isBefore(onset)
        ? evidence.logEvidence()
        : Math.max(page.logEvidence(), evidence.logEvidence());
  }
}
