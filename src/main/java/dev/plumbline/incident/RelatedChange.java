package dev.plumbline.incident;

import dev.plumbline.incident.change.Change;
import java.time.Instant;

/**
 * A change that may have to do with an incident.
 *
 * @param recordedAt when it was told of
 * @param score what it is ranked by, 0 to 1; an order for eyes, no probability
 * @param why it ranks there, in words
 * @param coversOnset whether it is a maintenance window that the onset may fall into; that is said
 *     and nothing else
 * @param late whether it was told of after the incident opened
 */
record RelatedChange(
    Change change,
    Instant recordedAt,
    double score,
    String why,
    boolean coversOnset,
    boolean late) {}
