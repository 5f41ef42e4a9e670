package dev.plumbline.catalog;

import java.util.List;

/**
 * A named, versioned set of probes.
 *
 * @param version hash of its content: names the exact requests without copying them
 */
public record Suite(String name, String version, List<Probe> probes) {

  /** Whether a prompt is as long as the window of the target that is asked. */
  boolean followsWindow() {
    return probes.stream().anyMatch(Probe::followsWindow);
  }
}
