package dev.plumbline.triage;

import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param slots the next ones, earliest first
 * @param planned how many there are in that time
 * @param ahead how far is looked
 * @param budgets that of the fleet, if it has one, then the most spent first
 */
record PlanPage(
    Frame frame,
    String filter,
    List<Slot> slots,
    int planned,
    Duration ahead,
    List<Budgeted> budgets,
    List<Demand> demands) {

  /** Of a target's budget, or the fleet's, which has no interval and no page. */
  record Budgeted(@Nullable String target, @Nullable Duration interval, BudgetText budget) {}

  static boolean under(Demand demand, Instant now) {
    return demand.holdsAt(now);
  }
}
