package dev.plumbline.probe.wire;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Cuts the inputs of tool calls out of a whole message as they were written there: read as values,
 * they would lose a name given twice, or the digits of a number.
 */
final class AnthropicToolInputs {
  private AnthropicToolInputs() {}

  /** By position in the list of content; only what is an object or a list. */
  static Map<Integer, String> of(String message) {
    Map<Integer, String> inputs = new HashMap<>();
    try (JsonParser parser = WireJson.parser(message)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean content = parser.currentName().equals("content");
        if (parser.nextToken() == JsonToken.START_ARRAY && content) {
          inputs.clear(); // of two contents the last one counts
          readContent(parser, message, inputs);
        } else {
          parser.skipChildren();
        }
      }
      return inputs;
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  private static void readContent(JsonParser parser, String message, Map<Integer, String> inputs) {
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean input = parser.currentName().equals("input");
        boolean structured = parser.nextToken().isStructStart();
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        if (input && structured) {
          int to = (int) parser.currentLocation().getCharOffset();
          inputs.put(index, message.substring(from, to));
        }
      }
    }
  }
}
