package dev.plumbline.lab;

import dev.plumbline.catalog.Labels;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The faults the fleet has, will have, and had. */
final class FaultBoard {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final AtomicInteger injected = new AtomicInteger();

  /**
   * One fault and when it acts.
   *
   * @param until null: until removed
   */
  record Entry(ActiveFault active, Instant from, @Nullable Instant until) {
    boolean actsAt(Instant now) {
      return !now.isBefore(from) && (until == null || now.isBefore(until));
    }
  }

  /** A fault from now on, until removed. */
  Entry inject(Fault fault, Instant now) {
    Entry entry = new Entry(new ActiveFault("f" + injected.incrementAndGet(), fault), now, null);
    entries.add(entry);
    return entry;
  }

  /** Faults that come and go by themselves; replaces an earlier scenario. */
  void follow(Scenario scenario, Instant start) {
    entries.removeIf(entry -> entry.active().id().startsWith("s"));
    int number = 0;
    for (Scenario.Entry entry : scenario.entries()) {
      number++;
      entries.add(
          new Entry(
              new ActiveFault("s" + number, entry.fault()),
              start.plus(entry.at()),
              entry.until() == null ? null : start.plus(entry.until())));
    }
  }

  boolean remove(String id) {
    return entries.removeIf(entry -> entry.active().id().equals(id));
  }

  void clear() {
    entries.clear();
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  List<ActiveFault> actingOn(Labels labels, Instant now) {
    if (entries.isEmpty()) {
      return List.of();
    }
    return entries.stream()
        .filter(entry -> entry.actsAt(now))
        .map(Entry::active)
        .filter(active -> active.fault().slice().contains(labels))
        .toList();
  }
}
