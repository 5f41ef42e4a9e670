package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import java.util.Optional;

/** A pure function from an exchange to a reading. Knows no threshold and no history. */
public interface Check {

  /** The word used in suites, series and metrics: {@code foreign-script}. */
  String name();

  /** Why this check can say nothing about this probe on this target; empty where it can. */
  default Optional<String> inapplicable(Target target, Probe probe) {
    return Optional.empty();
  }

  /**
   * Why its readings of this probe on this target make no series; empty where they can. Other than
   * {@link #inapplicable} where a reading serves other targets' series only.
   */
  default Optional<String> unwatched(Target target, Probe probe) {
    return inapplicable(target, probe);
  }

  /** What it reads off a refusal; empty where that is availability, as it mostly is. */
  default Optional<Reading> readRefusal(Target target, Probe probe, Outcome.Refused refused) {
    return Optional.empty();
  }

  /** Only of what {@link #inapplicable} has no objection to. */
  Reading read(Subject subject);
}
