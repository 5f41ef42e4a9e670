package dev.plumbline.rehearsal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one course was seen in one run.
 *
 * @param delay from its beginning to when its first page was known; null: never paged
 * @param probes asked of its pools in that time; of its whole life where it never paged
 * @param check that paged first; null: none
 * @param rightAtFirst whether the first page's incident named all of the course's targets, and none
 *     outside the smallest slice that holds all the bug has broken
 * @param rightLater the same of the incident as it stood when the run ended, {@link
 *     Setting#watchOn} later
 */
record Sighting(
    @Nullable Duration delay,
    long probes,
    @Nullable String check,
    boolean rightAtFirst,
    boolean rightLater) {}
