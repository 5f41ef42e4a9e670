package dev.plumbline.incident.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.catalog.Slice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change as {@code /api/v1/changes} shows it; see {@link Change}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChangeView(
    String id,
    ChangeKind kind,
    Instant at,
    @Nullable Instant until,
    Slice slice,
    String title,
    @Nullable String by,
    @Nullable String link,
    String source,
    @Nullable String note,
    @Nullable Instant recordedAt) {

  static ChangeView of(Change change, @Nullable Instant recordedAt) {
    return new ChangeView(
        change.id(),
        change.kind(),
        change.at(),
        change.until(),
        change.slice(),
        change.title(),
        change.by(),
        change.link(),
        change.source(),
        change.note(),
        recordedAt);
  }
}
