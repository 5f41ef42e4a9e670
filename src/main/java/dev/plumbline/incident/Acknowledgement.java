package dev.plumbline.incident;

import java.time.Instant;

/**
 * Somebody has it. Ends and silences nothing.
 *
 * @param at by the clock, unlike the times of detections
 * @param note for others; empty where there is none
 */
record Acknowledgement(Instant at, String by, String note) {}
