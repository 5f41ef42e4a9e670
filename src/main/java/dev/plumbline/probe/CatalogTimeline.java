package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which catalog's plan was claimed from when on, as far as this process knows: without it a hot
 * reload would count slots as skipped that no plan in force had. Thread-safe.
 */
final class CatalogTimeline {
  /** Long enough for every question asked of it. */
  private static final Duration REMEMBERED = SkipSweep.LOOKS_BACK;

  private record Reign(Instant from, Catalog catalog) {}

  private final Supplier<Demands> demands;
  private final Deque<Reign> reigns = new ArrayDeque<>();

  CatalogTimeline(Supplier<Demands> demands) {
    this.demands = demands;
  }

  /** From this instant on, slots are claimed by this catalog's plan. */
  synchronized void inForce(Instant from, Catalog catalog) {
    if (!reigns.isEmpty() && reigns.getLast().catalog().version().equals(catalog.version())) {
      return;
    }
    // Whatever was before the first one we know of, nothing is known of it but the catalog now.
    reigns.add(new Reign(reigns.isEmpty() ? Instant.MIN : from, catalog));
    forgetBefore(from.minus(REMEMBERED));
  }

  /** The slots that were due in [from, to), each by the plan in force then. */
  synchronized List<Slot> slots(Instant from, Instant to) {
    Demands known = demands.get();
    List<Slot> slots = new ArrayList<>();
    Instant end = to;
    for (Iterator<Reign> latest = reigns.descendingIterator(); latest.hasNext(); ) {
      Reign reign = latest.next();
      Instant start = reign.from().isBefore(from) ? from : reign.from();
      if (start.isBefore(end)) {
        slots.addAll(Plan.slots(reign.catalog(), known, start, end));
        end = start;
      }
    }
    return slots;
  }

  private void forgetBefore(Instant limit) {
    while (reigns.size() > 1) {
      Reign oldest = reigns.removeFirst();
      if (!reigns.getFirst().from().isBefore(limit)) {
        reigns.addFirst(oldest);
        return;
      }
    }
  }
}
