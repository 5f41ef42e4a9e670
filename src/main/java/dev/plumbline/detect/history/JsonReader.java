package dev.plumbline.detect.history;

import dev.plumbline.topic.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** JSON lines: an object a line. A null says as much as a field left out. */
final class JsonReader implements ObservationReader {
  private static final String REMEDY = "write one JSON object a line";

  private final Lines lines;
  private final Entry entry;
  private @Nullable String first;

  /**
   * @param first the line read already
   */
  JsonReader(Lines lines, String first) {
    this.lines = lines;
    this.entry = new Entry(lines);
    this.first = first;
  }

  @Override
  public @Nullable RecordedObservation next() throws IOException {
    String line = first == null ? lines.next() : first;
    first = null;
    if (line == null) {
      return null;
    }
    entry.clear();
    try (JsonParser parser = Json.MAPPER.createParser(line)) {
      read(parser);
    } catch (JacksonException e) {
      throw lines.error(
          "is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), REMEDY);
    }
    return entry.observation();
  }

  private void read(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw lines.error("is not a JSON object", REMEDY);
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      Field field = Field.of(name);
      if (field == null) {
        throw entry.unknown(name);
      }
      take(field, parser);
    }
    if (parser.nextToken() != null) {
      throw lines.error("goes on after the object", REMEDY);
    }
  }

  private void take(Field field, JsonParser parser) {
    switch (parser.nextToken()) {
      case VALUE_STRING -> entry.text(field, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> entry.number(field, parser.getDoubleValue());
      case VALUE_TRUE -> entry.flag(field, true);
      case VALUE_FALSE -> entry.flag(field, false);
      case VALUE_NULL -> {}
      case null, default -> throw entry.wrongType(field);
    }
  }
}
