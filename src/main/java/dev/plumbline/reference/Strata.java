package dev.plumbline.reference;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Capture B by hour of the day, since health differs between a pool's quiet and its busy hours. An
 * hour of few draws goes with the one before it.
 */
final class Strata {
  /** A limit from fewer would be so high that nothing could be seen. */
  private static final int FEWEST = 1_000;

  private Strata() {}

  static List<List<Draw>> of(List<Draw> draws) {
    TreeMap<Integer, List<Draw>> hours = new TreeMap<>();
    for (Draw draw : draws) {
      int hour = draw.at().atOffset(ZoneOffset.UTC).getHour();
      hours.computeIfAbsent(hour, _ -> new ArrayList<>()).add(draw);
    }
    List<List<Draw>> strata = new ArrayList<>();
    for (List<Draw> hour : hours.values()) {
      boolean alone = strata.isEmpty() || (hour.size() >= FEWEST && lastIsLarge(strata));
      if (alone) {
        strata.add(new ArrayList<>(hour));
      } else {
        strata.getLast().addAll(hour);
      }
    }
    return strata;
  }

  private static boolean lastIsLarge(List<List<Draw>> strata) {
    return strata.getLast().size() >= FEWEST;
  }
}
