package dev.plumbline.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange ended. Only {@link Answered} ones become trials; the others are availability.
 * Slots that never became an exchange are counted as <em>skipped</em> (never claimed) or
 * <em>lost</em> (claimed, nothing published).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Outcome.Throttled.class, name = "throttled"),
  @JsonSubTypes.Type(value = Outcome.TargetError.class, name = "target_error"),
  @JsonSubTypes.Type(value = Outcome.ProberError.class, name = "prober_error"),
  @JsonSubTypes.Type(value = Outcome.TimedOut.class, name = "timeout"),
})
public sealed interface Outcome {

  /** The model answered. */
  record Answered(Answer answer) implements Outcome {}

  /**
   * The target understood and declined: a 4xx other than throttling, or a content filter.
   *
   * @param cause absent from older records
   */
  record Refused(int status, String detail, @Nullable Cause cause) implements Outcome {
    public Refused(int status, String detail) {
      this(status, detail, Cause.PARAMETER);
    }
  }

  /**
   * Too many requests: 429, 529, 503 with retry-after, or a stream that says so and nothing else.
   *
   * @param cause absent from older records
   */
  record Throttled(int status, @Nullable String retryAfter, @Nullable Cause cause)
      implements Outcome {
    public Throttled(int status, @Nullable String retryAfter) {
      this(status, retryAfter, Cause.THROTTLED);
    }
  }

  /**
   * The target failed: 5xx, a broken stream, a body that is not its wire format.
   *
   * @param cause absent from older records
   */
  record TargetError(@Nullable Integer status, String detail, @Nullable Cause cause)
      implements Outcome {
    public TargetError(@Nullable Integer status, String detail) {
      this(status, detail, Cause.SERVER);
    }
  }

  /**
   * We failed: no credential, no such host on our side, a bug. Says nothing of the target.
   *
   * @param cause absent from older records
   */
  record ProberError(String detail, @Nullable Cause cause) implements Outcome {
    public ProberError(String detail) {
      this(detail, Cause.BUG);
    }
  }

  /** No complete answer within the target's timeout. */
  record TimedOut(String phase) implements Outcome {}

  /** The word used in metrics and JSON. */
  default String word() {
    return switch (this) {
      case Answered _ -> "answered";
      case Refused _ -> "refused";
      case Throttled _ -> "throttled";
      case TargetError _ -> "target_error";
      case ProberError _ -> "prober_error";
      case TimedOut _ -> "timeout";
    };
  }

  /** Why it is no answer; null for an answer, and where an older record does not say. */
  default @Nullable Cause why() {
    return switch (this) {
      case Answered _ -> null;
      case Refused(_, _, Cause cause) -> cause;
      case Throttled(_, _, Cause cause) -> cause;
      case TargetError(_, _, Cause cause) -> cause;
      case ProberError(_, Cause cause) -> cause;
      case TimedOut _ -> Cause.TIMEOUT;
    };
  }
}
