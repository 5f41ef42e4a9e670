package dev.plumbline.triage;

import dev.plumbline.detect.DetectorState.LastPage;
import dev.plumbline.detect.Evidence;

/** Evidence on the scale of its own threshold: ln M / ln A; 1 pages. */
final class Strength {
  /** Half way to a page is about what one failure does where one in ten thousand is healthy. */
  static final double WARNING = 0.5;

  private Strength() {}

  static double now(Evidence evidence) {
    return evidence.logEvidence() / evidence.logPageThreshold();
  }

  /** A series that paged begins anew; while it stands at page, what made it page is what it has. */
  static double shown(Evidence evidence) {
    LastPage page = evidence.state().lastPage();
    return evidence.level() == Evidence.Level.PAGE && page != null
        ? Math.max(now(evidence), page.logEvidence() / evidence.logPageThreshold())
        : now(evidence);
  }
}
