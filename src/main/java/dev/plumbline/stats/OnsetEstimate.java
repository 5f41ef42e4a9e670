package dev.plumbline.stats;

import java.time.Instant;

/**
 * When a change began, by the Shiryaev-Roberts weights of start times.
 *
 * @param earliest first scheduled time of the shortest set of start times that holds 90 % of the
 *     weight
 * @param likeliest the start time of the largest weight: always that of a failure
 * @param latest last scheduled time of that set
 * @param outcomes between the failure it likeliest began at and the last failure, both left out
 * @param failures among these outcomes
 */
public record OnsetEstimate(
    Instant earliest, Instant likeliest, Instant latest, long outcomes, long failures) {}
