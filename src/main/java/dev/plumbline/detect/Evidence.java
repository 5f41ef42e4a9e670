package dev.plumbline.detect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a series stands: the value on the compacted topic {@code detect.evidence.v1}, whole, so
 * that a new scorer can start from it and everything that shows state needs nothing else.
 *
 * @param at scheduled time of the last trial applied
 * @param trials applied since the series began; in a pooled series the outcomes of one probe in one
 *     window are one trial
 * @param failures trials in which anything failed
 * @param objective p0 in force; in a pooled series each outcome is held to the lower of this and
 *     its own leaf's
 * @param logEvidence ln M
 * @param logPageThreshold ln A; {@code logEvidence / logPageThreshold} is the evidence ratio
 * @param logTicketThreshold the same for tickets
 * @param level what the series stands at
 * @param lastDetection id of the newest page or ticket; null before any
 * @param offset on the input topic of the observation that closed the last window applied here:
 *     what was observed up to there is applied, or waits for its own window
 * @param state of the detector
 */
public record Evidence(
    SeriesKey series,
    Instant at,
    long trials,
    long failures,
    double objective,
    double logEvidence,
    double logPageThreshold,
    double logTicketThreshold,
    Level level,
    @Nullable String lastDetection,
    long offset,
    DetectorState state) {

  /** Latched: leaves {@code PAGE} and {@code TICKET} only on positive evidence of health. */
  public enum Level {
    QUIET,
    TICKET,
    PAGE
  }

  Evidence standingAt(Level newLevel, @Nullable String detection, DetectorState newState) {
    return new Evidence(
        series,
        at,
        trials,
        failures,
        objective,
        newState.detector().logEvidence(),
        logPageThreshold,
        logTicketThreshold,
        newLevel,
        detection,
        offset,
        newState);
  }

  Evidence with(LeafMemory leaf) {
    return standingAt(level, lastDetection, state.with(leaf));
  }
}
