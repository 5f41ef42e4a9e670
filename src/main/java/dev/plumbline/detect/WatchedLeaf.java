package dev.plumbline.detect;

import dev.plumbline.catalog.Labels;
import java.time.Duration;
import java.util.Set;

/**
 * A target that feeds a check.
 *
 * @param interval mean time between its trials
 * @param probes that feed the check, as suite/probe
 */
public record WatchedLeaf(Labels labels, Duration interval, Set<String> probes) {
  public WatchedLeaf {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("%s: an interval of %s".formatted(labels, interval));
    }
  }
}
