package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.IncidentReplay.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows one course through a run to its first page and a while on. */
final class CourseWatch {
  private final Set<Slice> targets;
  private final Set<Slice> enclosing;
  private final Instant begins;
  private final Duration watchOn;
  private long probes;
  private long probesToPage;
  private @Nullable Instant paged;
  private @Nullable String check;
  private boolean rightAtFirst;
  private boolean right;

  /**
   * @param targets of the course
   * @param enclosing targets of the smallest slice that holds all that the bug has broken: what a
   *     suspect may name
   * @param watchOn how long after its first page it is done
   */
  CourseWatch(Set<Slice> targets, Set<Slice> enclosing, Instant begins, Duration watchOn) {
    this.targets = targets;
    this.enclosing = enclosing;
    this.begins = begins;
    this.watchOn = watchOn;
  }

  void asked() {
    probes++;
  }

  /** Whether failures of its targets since the onset are in what an alarm counts. */
  boolean feeds(Detection alarm) {
    return alarm.leaves().stream()
        .anyMatch(count -> count.failures() > 0 && targets.contains(count.leaf()));
  }

  /** What the incident of an alarm it feeds suspects now. */
  void named(Named incident) {
    right = incident.targets().containsAll(targets) && enclosing.containsAll(incident.targets());
  }

  /** A page, after its incident was {@link #named}. */
  void paged(Detection page, Instant known) {
    if (paged == null) {
      paged = known;
      check = page.series().check();
      probesToPage = probes;
      rightAtFirst = right;
    }
  }

  boolean done(Instant now) {
    return paged != null && !now.isBefore(paged.plus(watchOn));
  }

  Sighting sighting() {
    return paged == null
        ? new Sighting(null, probes, null, false, false)
        : new Sighting(Duration.between(begins, paged), probesToPage, check, rightAtFirst, right);
  }
}
