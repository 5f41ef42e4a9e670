package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A series as the REST interface shows it.
 *
 * @param series its name: check|model/platform/accelerator/pool
 * @param evidenceRatio ln M / ln A; 1 pages
 * @param objective failure rate p0 it is held to
 * @param certified whether it has earned the lower objective
 * @param cleanTrials without failure since the last one
 * @param threshold A
 * @param at scheduled time of its last trial
 * @param lastDetection id of its newest page or ticket
 */
record SeriesSummary(
    String series,
    String check,
    Slice slice,
    Evidence.Level level,
    double evidenceRatio,
    long trials,
    long failures,
    double objective,
    boolean certified,
    long cleanTrials,
    double threshold,
    Instant at,
    @Nullable String lastDetection) {

  static SeriesSummary of(Evidence evidence) {
    return new SeriesSummary(
        evidence.series().toString(),
        evidence.series().check(),
        evidence.series().slice(),
        evidence.level(),
        evidence.logEvidence() / evidence.logPageThreshold(),
        evidence.trials(),
        evidence.failures(),
        evidence.objective(),
        evidence.state().certified(),
        evidence.state().cleanTrials(),
        Math.exp(evidence.logPageThreshold()),
        evidence.at(),
        evidence.lastDetection());
  }
}
