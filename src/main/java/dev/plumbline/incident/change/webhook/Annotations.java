package dev.plumbline.incident.change.webhook;

import dev.plumbline.catalog.Slice;
import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import org.jspecify.annotations.Nullable;

/** What senders can say of the slice themselves, wherever they keep such texts. */
final class Annotations {
  static final String SLICE = "plumbline.dev/slice";
  static final String KIND = "plumbline.dev/kind";

  private Annotations() {}

  /**
   * Reads {@value #SLICE} and {@value #KIND}.
   *
   * @throws InvalidFieldException if one of them is there and wrong
   */
  static Announcement.Marks of(Payload annotations) {
    return new Announcement.Marks(
        annotations.optional(SLICE).map(Annotations::slice).orElse(null), kind(annotations));
  }

  private static @Nullable ChangeKind kind(Payload annotations) {
    try {
      @Nullable ChangeKind kind = annotations.optional(KIND).map(ChangeKind::of).orElse(null);
      if (kind == ChangeKind.MAINTENANCE) {
        throw new InvalidFieldException(KIND, "is maintenance, whose end nobody says here");
      }
      return kind;
    } catch (InvalidFieldException e) {
      throw e.field().equals("kind") ? new InvalidFieldException(KIND, trouble(e)) : e;
    }
  }

  private static String trouble(InvalidFieldException cause) {
    return String.valueOf(cause.getMessage()).substring(cause.field().length() + 1);
  }

  private static Slice slice(String text) {
    try {
      return Slice.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException(SLICE, "is model/platform/accelerator/pool with * for any");
    }
  }
}
