package dev.plumbline.score.syntax;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exactly one JSON value by RFC 8259, no name twice in an object, nothing around it but white
 * space.
 */
public final class StrictJson implements Parser {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public int maxChars() {
    return 1 << 18;
  }

  @Override
  public Parsed parse(String text) {
    try {
      value(text);
      return new Parsed.Valid();
    } catch (JacksonException e) {
      return broken(e);
    }
  }

  /**
   * The value a text is.
   *
   * @return a missing node for white space alone
   * @throws JacksonException if it is none
   */
  public static JsonNode value(String text) {
    return MAPPER.readTree(text);
  }

  private static Parsed.Broken broken(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null
        ? Parsed.Broken.anywhere(e.getOriginalMessage())
        : new Parsed.Broken(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage());
  }
}
