package dev.plumbline.probe;

import java.time.Instant;

/** One due sending of one probe to one target. (target, suite, probe, at) is unique for ever. */
public record Slot(String target, String suite, String probe, Instant at, Session session) {

  /** The id of the exchange this slot becomes: the same slot always gives the same id. */
  public String exchangeId() {
    return Hash.text(String.join("|", target, suite, probe, at.toString()), 20);
  }
}
