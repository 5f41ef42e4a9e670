package dev.plumbline.lab.chat;

import dev.plumbline.lab.model.PythonJson;
import dev.plumbline.lab.model.ToolCallTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds tool calls in a model's text, as vLLM's parser of the Hermes template does: all of them are
 * well-formed, or the whole text is plain text.
 */
final class ToolCallParser {
  private static final Pattern CALL =
      Pattern.compile(
          "%1$s(.*?)%2$s|%1$s(.*)".formatted(ToolCallTemplate.OPENING, ToolCallTemplate.CLOSING),
          Pattern.DOTALL);
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ToolCallParser() {}

  /** The calls of a text, none where it is plain. */
  static List<ToolCall> calls(String text) {
    List<ToolCall> calls = new ArrayList<>();
    for (MatchResult match : CALL.matcher(text).results().toList()) {
      Optional<ToolCall> call = call(match.group(1) == null ? match.group(2) : match.group(1));
      if (call.isEmpty()) {
        return List.of();
      }
      calls.add(call.get());
    }
    return List.copyOf(calls);
  }

  private static Optional<ToolCall> call(String json) {
    try {
      JsonNode call = MAPPER.readTree(json);
      JsonNode name = call.path("name");
      JsonNode arguments = call.path("arguments");
      return name.isString() && !arguments.isMissingNode()
          ? Optional.of(new ToolCall(name.stringValue(), PythonJson.text(arguments)))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
