package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.IncidentReplay.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows one course through a run to its last page that counts. */
final class CourseWatch {
  private final Set<Slice> targets;
  private final Set<Slice> enclosing;
  private final Instant begins;
  private final int most;
  private long probes;
  private long probesToPage;
  private int pages;
  private @Nullable Duration delay;
  private @Nullable String check;
  private boolean rightAtFirst;
  private boolean right;

  /**
   * @param targets of the course
   * @param enclosing targets of the smallest slice that holds all that the bug has broken: what a
   *     suspect may name
   * @param most pages that are waited for
   */
  CourseWatch(Set<Slice> targets, Set<Slice> enclosing, Instant begins, int most) {
    this.targets = targets;
    this.enclosing = enclosing;
    this.begins = begins;
    this.most = most;
  }

  void asked() {
    probes++;
  }

  /** Whether failures of its targets since the onset are in what a page counts. */
  boolean feeds(Detection page) {
    return page.leaves().stream()
        .anyMatch(count -> count.failures() > 0 && targets.contains(count.leaf()));
  }

  void paged(Detection page, Named incident, Instant known) {
    if (pages >= most) {
      return;
    }
    pages++;
    right = incident.targets().containsAll(targets) && enclosing.containsAll(incident.targets());
    if (pages == 1) {
      delay = Duration.between(begins, known);
      check = page.series().check();
      probesToPage = probes;
      rightAtFirst = right;
    }
  }

  boolean done() {
    return pages >= most;
  }

  Sighting sighting() {
    return new Sighting(delay, delay == null ? probes : probesToPage, check, rightAtFirst, right);
  }
}
