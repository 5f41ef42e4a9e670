package dev.plumbline.probe.wire;

import dev.plumbline.topic.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads JSON that others wrote, taking what is there and never throwing. */
final class WireJson {
  /** Python servers write NaN and Infinity, which JSON has not. */
  private static final ObjectReader READER =
      Json.MAPPER.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

  private WireJson() {}

  /** A count, which the target may leave out. */
  static @Nullable Integer countOrNull(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null;
  }

  /**
   * The object these bytes are; empty where they are not one. Bytes that are no UTF-8 read as
   * U+FFFD: garbled text is an answer to be judged, not a reason to look away.
   */
  static Optional<JsonNode> object(byte[] bytes) {
    return object(new String(bytes, StandardCharsets.UTF_8));
  }

  static Optional<JsonNode> object(String text) {
    try {
      return Optional.ofNullable(READER.readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Reads with the same leniency, token by token; throws for what is no JSON. */
  static JsonParser parser(String text) {
    return READER.createParser(text);
  }

  /** A string's text, made fit for UTF-8; empty for anything else. */
  static String text(JsonNode node) {
    return wellFormed(piece(node));
  }

  /** One piece of a text, as written: its neighbours may hold the other half of a character. */
  static String piece(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  /** A value that is JSON already, or a text that should be: as text. */
  static String json(JsonNode value) {
    boolean none = value.isMissingNode() || value.isNull();
    return value.isString() ? value.stringValue() : none ? "" : value.toString();
  }

  /** Content as one string, or as an array of parts of which the texts are taken, as written. */
  static String pieces(JsonNode content) {
    return content.isArray()
        ? content.valueStream().map(part -> pieces(part.path("text"))).collect(Collectors.joining())
        : piece(content);
  }

  /** Half a surrogate pair cannot be written as UTF-8: U+FFFD instead, as decoders do. */
  static String wellFormed(String text) {
    return text.codePoints()
        .map(point ->
            point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
