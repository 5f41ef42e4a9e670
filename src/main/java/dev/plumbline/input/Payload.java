package dev.plumbline.input;

import dev.plumbline.topic.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** JSON that somebody sent, read field by field; what is wrong is told with its path. */
public final class Payload {
  private final JsonNode node;
  private final String path;

  private Payload(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /**
   * Reads a whole body.
   *
   * @throws InvalidFieldException if it is no JSON object
   */
  public static Payload parse(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (root == null || !root.isObject()) {
        throw new InvalidFieldException("body", "is not a JSON object");
      }
      return new Payload(root, "");
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new InvalidFieldException(
          "body",
          at == null
              ? "is not JSON"
              : "is not JSON: line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  /** A part of it, whether or not it is there. */
  public Payload at(String field) {
    return new Payload(node.path(field), path(field));
  }

  public boolean isObject() {
    return node.isObject();
  }

  /** The text there. */
  public String text(String field) {
    return optional(field).orElseThrow(() -> new InvalidFieldException(path(field), "is missing"));
  }

  /** The text there, or a number as text; empty where there is nothing, or an empty text. */
  public Optional<String> optional(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() && !value.isNumber()) {
      throw new InvalidFieldException(path(field), "is not a text");
    }
    return Optional.of(value.asString()).filter(text -> !text.isBlank());
  }

  /** The instant there, ISO 8601 with its offset from UTC. */
  public Instant instant(String field) {
    return optionalInstant(field)
        .orElseThrow(() -> new InvalidFieldException(path(field), "is missing"));
  }

  public Optional<Instant> optionalInstant(String field) {
    return optional(field)
        .map(text -> {
          try {
            return OffsetDateTime.parse(text).toInstant();
          } catch (DateTimeException e) {
            throw new InvalidFieldException(
                path(field),
                "is no instant such as 2026-01-31T12:00:00Z: '%s'"
                    .formatted(Printable.brief(text, 40)));
          }
        });
  }

  /** Milliseconds since 1970 there; empty where there is no number above 0. */
  public Optional<Instant> optionalMillis(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new InvalidFieldException(path(field), "is no number of milliseconds since 1970");
    }
    return Optional.of(value.asLong()).filter(millis -> millis > 0).map(Instant::ofEpochMilli);
  }

  /**
   * A text written inside a text: some senders quote JSON.
   *
   * @return the object there, or written in the text there; nothing, if it is neither
   */
  public Payload unquoted(String field) {
    JsonNode value = node.path(field);
    if (value.isString()) {
      try {
        return new Payload(Json.MAPPER.readTree(value.asString()), path(field));
      } catch (JacksonException e) {
        return at(field).at("");
      }
    }
    return at(field);
  }

  /**
   * Refuses what nobody would read: a field misspelt is a field missing.
   *
   * @throws InvalidFieldException if there is any other field
   */
  public void requireOnly(Set<String> fields) {
    node.propertyNames().stream()
        .filter(name -> !fields.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new InvalidFieldException(
              path(Printable.brief(name, 40)),
              "is no field here; there are "
                  + String.join(", ", fields.stream().sorted().toList()));
        });
  }

  private String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
