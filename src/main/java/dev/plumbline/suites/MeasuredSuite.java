package dev.plumbline.suites;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of asking a suite: {@code measured/<suite>.json} in the catalog's folder.
 *
 * @param version of the suite that was asked; of another one it says little
 * @param targets names, sorted
 * @param times how often each was asked each probe
 * @param probes by id
 */
public record MeasuredSuite(
    String suite,
    String version,
    Instant measuredAt,
    List<String> targets,
    int times,
    Map<String, MeasuredProbe> probes) {

  /** Whether everything was answered at least once. */
  public boolean complete() {
    return probes.values().stream().allMatch(probe -> probe.answered() > 0);
  }
}
