package dev.plumbline.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people did around an incident, for other modules to show. */
public interface Handling {

  /**
   * A change that may have to do with it.
   *
   * @param text what was done to what, and why it may be the cause
   * @param link where more is said, http or https; null where nowhere
   */
  record Done(Instant at, String text, @Nullable String link) {}

  /** Who has it, since when, and what they say; the note may be empty. */
  record Holder(Instant at, String by, String note) {}

  /** The likeliest cause first; empty for an incident that is not known. */
  List<Done> changes(String incident);

  /** Empty where nobody has it. */
  Optional<Holder> holder(String incident);
}
