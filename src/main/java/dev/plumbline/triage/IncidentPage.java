package dev.plumbline.triage;

import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.Incidents;
import dev.plumbline.incident.Incidents.Story;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param runbook where it says what to do
 * @param sections what other parts of Plumbline know of it
 * @param series that fired in it
 * @param answers the newest of those kept
 */
record IncidentPage(
    Frame frame,
    Story story,
    Standing standing,
    String runbook,
    List<IncidentSection> sections,
    List<SeriesLine> series,
    Chart chart,
    List<KeptAnswer> answers) {

  private static final int OTHERS = 15;

  /**
   * @param evidence see {@link Strength#shown}; null where it is not known
   */
  record SeriesLine(
      SeriesKey series,
      @Nullable Standing standing,
      @Nullable Double evidence,
      long trials,
      long failures) {}

  List<Incidents.Other> likeliestOthers() {
    return story.others().subList(0, Math.min(OTHERS, story.others().size()));
  }

  boolean isOpen() {
    return story.headline().endedAt() == null;
  }
}
