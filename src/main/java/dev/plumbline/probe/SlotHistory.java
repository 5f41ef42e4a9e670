package dev.plumbline.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What became of slots, and what was spent, for other modules to show. */
public interface SlotHistory {

  /**
   * A slot that was claimed or skipped.
   *
   * @param state {@code claimed}, the word of its {@link Outcome}, {@code skipped} or {@code lost}
   * @param exchange the id that its exchange has, if there is one
   */
  record Past(
      String target, String suite, String probe, Instant at, String state, String exchange) {}

  /** Of one target since an instant, newest first. */
  List<Past> newest(String target, Instant since, int limit);

  /**
   * What counts against the budgets in the UTC hour and day of an instant, by target, and that of
   * the fleet under {@link Spending#FLEET}; whoever has spent nothing is absent.
   */
  Map<String, Spending> spendingAt(Instant instant);
}
