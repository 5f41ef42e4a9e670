package dev.plumbline.detect;

import dev.plumbline.detect.Evidence.Level;
import dev.plumbline.stats.Recovery;
import java.time.Instant;
import java.util.Optional;

/**
 * A series that has begun anew since it alarmed, because Kafka and all evidence with it was lost:
 * it stands at rest, runs no recovery, and would never say that it is healthy again.
 */
public final class ForgottenAlarm {
  private ForgottenAlarm() {}

  /** Whether a series stands as if it had never alarmed. */
  public static boolean possible(Evidence evidence) {
    return evidence.level() == Level.QUIET && evidence.lastDetection() == null;
  }

  /**
   * That the series is healthy again, if all of its trials since it began anew show it. Held to
   * what {@link Recovery} asks of a series that remembers, and to a little more: only the start is
   * taken for a start, and a trial of several outcomes has failed if any of them did.
   *
   * @param alarmed when it alarmed last
   * @param effectLower lower limit of the share that failed while it did
   */
  public static Optional<Detection> cleared(
      Evidence evidence, Instant alarmed, double effectLower) {
    if (!possible(evidence) || !evidence.at().isAfter(alarmed)) {
      return Optional.empty();
    }
    double shown =
        Recovery.from(evidence.objective(), effectLower)
            .logProduct(evidence.trials(), evidence.failures());
    return shown < StrictMath.log(Recovery.CLEARED_AT)
        ? Optional.empty()
        : Optional.of(
            new Crossing.Cleared(
                    Crossing.id(
                        evidence.series(),
                        Detection.Kind.CLEARED,
                        evidence.at(),
                        evidence.trials(),
                        evidence.offset()),
                    evidence.series(),
                    evidence.at(),
                    evidence.trials(),
                    shown)
                .detection());
  }
}
