package dev.plumbline.incident.change;

import dev.plumbline.catalog.Slice;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.input.Printable;
import java.util.Set;

/** Reads a change that a person or a script tells of. */
final class NewChange {
  private static final Set<String> FIELDS =
      Set.of("id", "kind", "at", "until", "slice", "title", "by", "link", "source");
  private static final Set<String> LABELS = Set.of("model", "platform", "accelerator", "pool");

  private NewChange() {}

  /**
   * Reads the body of {@code POST /api/v1/changes}.
   *
   * @throws InvalidFieldException that names the field
   */
  static Change read(byte[] body) {
    Payload payload = Payload.parse(body);
    payload.requireOnly(FIELDS);
    return new Change(
        payload.text("id"),
        ChangeKind.of(payload.text("kind")),
        payload.instant("at"),
        payload.optionalInstant("until").orElse(null),
        slice(payload),
        payload.text("title"),
        payload.optional("by").orElse(null),
        payload.optional("link").orElse(null),
        payload.optional("source").orElse("api"),
        null);
  }

  /** As text, {@code opus-4/*}{@code /tpu/*}, or as it is shown. */
  private static Slice slice(Payload payload) {
    Payload object = payload.at("slice");
    if (!object.isObject()) {
      return parse("slice", payload.text("slice"));
    }
    object.requireOnly(LABELS);
    return new Slice(
        object.text("model"),
        object.text("platform"),
        object.text("accelerator"),
        object.text("pool"));
  }

  static Slice parse(String field, String text) {
    try {
      return Slice.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException(
          field,
          "is model/platform/accelerator/pool with * for any, not '%s'"
              .formatted(Printable.brief(text, 60)));
    }
  }
}
