package dev.plumbline.incident.change.webhook;

import dev.plumbline.catalog.Slice;
import dev.plumbline.incident.change.ChangeKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says of a change, before it is known what of the fleet it was done to.
 *
 * @param id the same for whatever is said of the same change
 * @param service as the sender names it; rules say which slice that is
 * @param marks what the sender says of the slice itself
 */
record Announcement(
    String id,
    Instant at,
    String service,
    Marks marks,
    String title,
    Optional<String> by,
    Optional<String> link) {

  /**
   * What an annotation says: it goes before all rules.
   *
   * @param slice null: rules say it
   * @param kind null: rules say it, or else it is what the sender usually does
   */
  record Marks(@Nullable Slice slice, @Nullable ChangeKind kind) {
    static final Marks NONE = new Marks(null, null);

    Marks or(ChangeKind usual) {
      return kind == null ? new Marks(slice, usual) : this;
    }
  }
}
