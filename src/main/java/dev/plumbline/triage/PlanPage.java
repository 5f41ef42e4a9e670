package dev.plumbline.triage;

import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * @param slots the next ones, earliest first
 * @param planned how many there are in that time
 * @param ahead how far is looked
 * @param budgets of today, the most spent first
 */
record PlanPage(
    Frame frame,
    String filter,
    List<Slot> slots,
    int planned,
    Duration ahead,
    List<Spent> budgets,
    List<Demand> demands) {

  /** Of a target's budget of the UTC day. */
  record Spent(String target, Duration interval, long used, long perDay) {
    double share() {
      return perDay == 0 ? 1 : (double) used / perDay;
    }
  }

  static boolean under(Demand demand, Instant now) {
    return demand.holdsAt(now);
  }
}
