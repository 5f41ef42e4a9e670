package dev.plumbline.score;

import java.util.List;
import java.util.Optional;

/** Exchanges that failed a check and were kept, for other modules to show. */
public interface FlaggedExchanges {

  /** The exchange of this id with what was read off it; healthy ones are not kept. */
  Optional<FlaggedExchange> find(String id);

  /** The newest failed readings of a target, newest first. */
  List<FlaggedReading> newest(String target, int limit);
}
