package dev.plumbline.score;

import dev.plumbline.probe.Exchange;
import java.util.List;

/**
 * An exchange that failed at least one check, whole, as evidence.
 *
 * @param observations all that were read off it, failed or not
 */
public record FlaggedExchange(Exchange exchange, List<Observation> observations) {

  /** Those that failed. */
  public List<Observation> failures() {
    return observations.stream().filter(Observation::failed).toList();
  }
}
