package dev.plumbline.detect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a series stands: the value on the compacted topic {@code detect.evidence.v1}, whole, so
 * that a new scorer can start from it and everything that shows state needs nothing else.
 *
 * @param at scheduled time of the last trial applied
 * @param trials applied since the series began
 * @param failures among them
 * @param objective p0 in force
 * @param logEvidence ln M
 * @param logPageThreshold ln A; {@code logEvidence / logPageThreshold} is the evidence ratio
 * @param logTicketThreshold the same for tickets
 * @param level what the series stands at
 * @param lastDetection id of the newest page or ticket; null before any
 * @param offset of the last observation applied on the input topic
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
}
