package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Evidence;
import dev.plumbline.probe.Plan;
import dev.plumbline.probe.Slot;
import dev.plumbline.stats.ShareGrid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked when: the production plan, and ten times as much of a pool whose evidence stirs.
 *
 * <p>From M 0.3/p0 above rest (one failure) in a leaf series, until it is 0.1/p0 above, or a page,
 * which restarts M. Only evidence decides, so increments stay valid given the past.
 */
final class Pace {
  private static final double BEGINS_AT = 0.3;
  private static final double GOES_ON_AT = 0.1;
  private static final double RESTING = Math.exp(ShareGrid.logRestingEvidence());

  private final Catalog planned;
  private final Catalog hastened;
  private final Set<String> hurried = new HashSet<>();

  Pace(Catalog planned) {
    this.planned = planned;
    this.hastened = RehearsedFleet.hastened(planned);
  }

  List<Slot> slots(Instant from, Instant to) {
    if (hurried.isEmpty()) {
      return Plan.slots(planned, from, to);
    }
    List<Slot> slots = new ArrayList<>(Plan.slots(only(planned, false), from, to));
    slots.addAll(Plan.slots(only(hastened, true), from, to));
    slots.sort(Comparator.comparing(Slot::at).thenComparing(Slot::target));
    return slots;
  }

  /** From now on. */
  void follow(Collection<Evidence> evidence) {
    for (Target target : planned.targets()) {
      Slice leaf = Slice.leaf(target.labels());
      double least = hurried.contains(target.name()) ? GOES_ON_AT : BEGINS_AT;
      boolean raised =
          evidence.stream()
              .anyMatch(it -> it.series().slice().equals(leaf) && failuresAbove(it) >= least);
      if (raised) {
        hurried.add(target.name());
      } else {
        hurried.remove(target.name());
      }
    }
  }

  private static double failuresAbove(Evidence evidence) {
    return (Math.exp(evidence.logEvidence()) - RESTING) * evidence.objective();
  }

  private Catalog only(Catalog catalog, boolean hurriedOnes) {
    return new Catalog(
        catalog.version(),
        catalog.targets().stream()
            .filter(target -> hurried.contains(target.name()) == hurriedOnes)
            .toList(),
        catalog.suites(),
        catalog.detection());
  }
}
