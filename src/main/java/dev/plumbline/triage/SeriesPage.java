package dev.plumbline.triage;

import dev.plumbline.detect.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param target whose it is; null for a pooled series, or where the catalog has it no more
 * @param onset likeliest beginning, while it is part of an open incident
 * @param answers ids of kept exchanges that failed, newest first
 */
record SeriesPage(
    Frame frame,
    Evidence evidence,
    Standing standing,
    @Nullable String target,
    @Nullable Instant onset,
    Chart chart,
    List<String> answers) {

  /** A, the average number of trials between false pages of a healthy series. */
  double threshold() {
    return Math.exp(evidence.logPageThreshold());
  }
}
