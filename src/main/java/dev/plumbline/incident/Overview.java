package dev.plumbline.incident;

import java.time.Instant;
import java.util.List;

/** An {@link Incident} without what only grouping needs. */
record Overview(
    String id,
    Severity severity,
    Lifecycle lifecycle,
    Instant openedAt,
    Instant changedAt,
    Finding finding,
    List<String> exchanges) {}
