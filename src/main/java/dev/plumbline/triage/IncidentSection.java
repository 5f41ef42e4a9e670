package dev.plumbline.triage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something else that is known of an incident, shown on its page between the summary and the
 * evidence: changes, who looks at it, a bundle to download.
 *
 * @param title a heading
 * @param lead a part of the page's first sentence, such as "2 changes fall into the onset
 *     interval"; empty: none
 * @param lines what matters most first
 */
record IncidentSection(String title, String lead, List<Line> lines) {

  /**
   * @param at null where it has no time
   * @param href address on this server or, http or https, on another; null where there is nothing
   *     more to see
   */
  record Line(@Nullable Instant at, String text, @Nullable String href) {}

  /** Gives sections for an incident. A bean of this type is all it takes to be shown. */
  @FunctionalInterface
  interface Source {

    /** Empty where there is nothing to say. */
    List<IncidentSection> of(String incident);
  }
}
