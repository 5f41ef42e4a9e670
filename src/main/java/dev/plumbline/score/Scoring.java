package dev.plumbline.score;

import java.util.List;

/** What became of one exchange. */
sealed interface Scoring {

  /** No observation; why not is counted. */
  record Unscored(Reason reason) implements Scoring {}

  /**
   * One observation for each check the probe feeds, but for those that crashed.
   *
   * @param crashes bugs of ours: neither a pass nor a failure of the target
   */
  record Scored(List<Observation> observations, List<Crash> crashes) implements Scoring {
    boolean failed() {
      return observations.stream().anyMatch(Observation::failed);
    }

    /** Throws {@link IllegalStateException} if a check is broken. */
    List<Observation> orThrow() {
      if (!crashes.isEmpty()) {
        throw new IllegalStateException("broken checks: " + crashes);
      }
      return observations;
    }
  }

  /** A check that threw. */
  record Crash(String check, String cause) {}

  /** Why an exchange gave no observation. */
  enum Reason {
    /** Availability is no trial. */
    NOT_ANSWERED,
    UNKNOWN_TARGET,
    UNKNOWN_PROBE,
    /** The question is no longer known word for word, so the answer cannot be judged. */
    SUITE_CHANGED
  }
}
