package dev.plumbline.score;

import java.util.List;
import java.util.Optional;

/** Exchanges that failed a check, as long as they are kept; healthy ones are not. */
public interface FlaggedExchanges {

  /** The exchange of this id with what was read off it. */
  Optional<FlaggedExchange> find(String id);

  /** The newest failed readings of a target, newest first. */
  List<FlaggedReading> newest(String target, int limit);

  /** Failed readings of one probe on one target, newest first. */
  List<FlaggedReading> ofProbe(String target, String suite, String probe, int limit);
}
