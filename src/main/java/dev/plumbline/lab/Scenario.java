package dev.plumbline.lab;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults that come and go at set times after the fleet started. */
record Scenario(List<Entry> entries) {
  static final Scenario NONE = new Scenario(List.of());

  /**
   * One fault.
   *
   * @param at after the start
   * @param until after the start; null: for good
   */
  record Entry(Duration at, @Nullable Duration until, Fault fault) {}
}
