package dev.plumbline.gate;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One probe asked of candidate and baseline at the same time.
 *
 * @param at when the candidate was asked, or the baseline where the candidate was not
 * @param probe drawn at random from the suites
 * @param readings by check; a check that this probe does not feed is not in it
 */
public record GatePair(Instant at, String probe, Map<String, Sides> readings) {

  /** What one check read off both answers. */
  public record Sides(Side candidate, Side baseline) {
    boolean both() {
      return candidate.present() && baseline.present();
    }
  }

  public GatePair {
    readings = Collections.unmodifiableMap(new LinkedHashMap<>(readings));
  }
}
