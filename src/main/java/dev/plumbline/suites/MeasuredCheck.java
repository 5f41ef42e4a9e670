package dev.plumbline.suites;

import org.jspecify.annotations.Nullable;

/**
 * What one check read off the answers to one probe.
 *
 * @param trials that failed or did not
 * @param notTrials answers of which the check could say nothing
 * @param meanScore 0 to 1, where the check gives scores; null where it gives none
 */
public record MeasuredCheck(int trials, int failures, int notTrials, @Nullable Double meanScore) {}
