package dev.plumbline.detect;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A target that feeds a check.
 *
 * @param interval mean time between its trials
 * @param probes that feed the check, as suite/probe
 * @param peer whom it is compared with, where the check compares targets; else null
 */
public record WatchedLeaf(
    Labels labels, Duration interval, Set<String> probes, @Nullable Labels peer) {
  public WatchedLeaf {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("%s: an interval of %s".formatted(labels, interval));
    }
  }

  /** A target that is compared with nobody. */
  public WatchedLeaf(Labels labels, Duration interval, Set<String> probes) {
    this(labels, interval, probes, null);
  }

  /** The slices around it that its trials tell something of, whether or not they are pooled. */
  Stream<Slice> pooledAround() {
    return Slices.around(labels).filter(this::tellsOf);
  }

  /** Whether its trials tell something of a slice. */
  boolean tellsOf(Slice slice) {
    return slice.contains(labels) && (peer == null || !slice.contains(peer));
  }
}
