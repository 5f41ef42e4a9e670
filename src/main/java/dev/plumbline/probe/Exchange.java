package dev.plumbline.probe;

import dev.plumbline.catalog.Labels;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came back; at most 256 KiB as JSON. The request itself is named by suite
 * version and probe, not copied.
 *
 * @param id of its slot: the same slot always gives the same id
 * @param suiteVersion hash of the suite the request was taken from
 * @param interval the target's mean time between slots when this one was planned
 * @param sentAt when the first byte was sent; not before {@code scheduledAt}
 * @param response null where nothing came back
 */
public record Exchange(
    String id,
    String target,
    Labels labels,
    @Nullable String region,
    @Nullable String build,
    String suite,
    String suiteVersion,
    String probe,
    Session session,
    Instant scheduledAt,
    Duration interval,
    Instant sentAt,
    @Nullable Duration timeToFirstToken,
    Duration duration,
    Outcome outcome,
    @Nullable RawResponse response) {}
