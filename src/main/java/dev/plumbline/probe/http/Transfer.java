package dev.plumbline.probe.http;

import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request sent, or tried, and how it went.
 *
 * @param sentAt when the first byte was sent; where none was, when that was given up
 * @param timeToFirstToken from sending; null where the answer did not come in pieces
 * @param duration from sending to the end of the answer
 * @param response null where nothing came back; half an answer where the rest did not come
 */
public record Transfer(
    Instant sentAt,
    @Nullable Duration timeToFirstToken,
    Duration duration,
    Outcome outcome,
    @Nullable RawResponse response) {}
