package dev.plumbline.score;

import java.time.Instant;

/**
 * One failed check of one kept exchange.
 *
 * @param exchange its id: {@code GET /api/v1/exchanges/{id}} gives it whole
 * @param found what made it fail
 */
public record FlaggedReading(
    String exchange,
    String target,
    String check,
    String suite,
    String probe,
    Instant scheduledAt,
    String found) {}
