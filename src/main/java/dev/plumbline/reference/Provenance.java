package dev.plumbline.reference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a reference comes from.
 *
 * @param from when its first draw was sent
 * @param until when its last draw was sent
 * @param first draws of capture A
 * @param second draws of capture B
 * @param unanswered requests of both that got no answer
 * @param build the catalog's word for what the pool served
 * @param attested who says that the pool was healthy then, and why
 */
public record Provenance(
    Instant from,
    Instant until,
    int first,
    int second,
    int unanswered,
    @Nullable String build,
    String attested) {}
