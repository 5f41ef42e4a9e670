package dev.plumbline.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Incident} without what only grouping needs.
 *
 * @param acknowledgement who has it; null where nobody has, and of one that is not open
 */
record Overview(
    String id,
    Severity severity,
    Lifecycle lifecycle,
    Instant openedAt,
    Instant changedAt,
    Finding finding,
    List<String> exchanges,
    @Nullable Acknowledgement acknowledgement) {}
