package dev.plumbline.detect.history;

import dev.plumbline.catalog.Labels;
import dev.plumbline.score.Reading;
import java.time.Instant;

/**
 * One observation of a file.
 *
 * @param line where it stands, from 1
 * @param at when it was made
 * @param session what exchanges that are one sample have in common
 */
record RecordedObservation(
    long line,
    Instant at,
    Labels labels,
    String check,
    String session,
    String probe,
    Reading reading) {}
