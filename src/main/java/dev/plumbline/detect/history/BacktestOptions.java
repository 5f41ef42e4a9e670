package dev.plumbline.detect.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a history is tested.
 *
 * @param budget false pages a month all series together may have
 * @param threshold A of every series instead; null: by the budget
 * @param objective p0 of every series; null: what holds where a catalog says nothing
 * @param pooling whether slices of the leaves are watched too
 * @param interval mean time between trials of a leaf, which start weights and budget follow; null:
 *     each trial counts in full, and the budget goes by the trials there are
 * @param reference trials of a series of scores or values that the rest is compared with; 0: none
 */
public record BacktestOptions(
    double budget,
    @Nullable Double threshold,
    @Nullable Double objective,
    boolean pooling,
    @Nullable Duration interval,
    int reference) {}
