package dev.plumbline.reference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored reference and what became of it, without its content.
 *
 * @param version counts the target's references, from 1
 * @param approvedBy who, or which gate
 * @param expiresAt from then on nothing is compared with it
 */
public record ReferenceRecord(
    String id,
    String target,
    int version,
    State state,
    String attested,
    Instant capturedAt,
    Instant submittedAt,
    @Nullable Instant approvedAt,
    @Nullable String approvedBy,
    @Nullable Instant expiresAt,
    @Nullable Instant retiredAt) {

  /** What a reference may be used for. */
  public enum State {
    /** Nothing yet. */
    SUBMITTED,
    /** To compare answers with, until it expires. */
    APPROVED,
    /** Nothing any more. */
    RETIRED
  }
}
