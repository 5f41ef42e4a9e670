package dev.plumbline.lab.vertex;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.ChatRequest.Extras;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads requests of generateContent. Fields it does not know are refused, as protocol buffers do.
 */
final class ContentReader {
  private static final Set<String> KNOWN =
      Set.of(
          "contents",
          "systemInstruction",
          "generationConfig",
          "tools",
          "toolConfig",
          "safetySettings",
          "labels",
          "cachedContent",
          "modelArmorConfig");

  private ContentReader() {}

  static ContentRequest read(byte[] body, boolean stream) throws RequestException {
    Fields fields = Names.camelCase(Fields.of(body));
    Names.refuseUnknown(fields, KNOWN, "");
    List<Message> system = system(fields);
    List<Message> turns = turns(fields);
    GenerationConfig config = GenerationConfig.read(fields);
    ChatRequest request =
        new ChatRequest(
            null,
            new Prompt(
                Stream.concat(system.stream(), turns.stream()).toList(), Declarations.read(fields)),
            config.temperature(),
            config.topP(),
            config.topK(),
            config.seed(),
            config.maxTokens(),
            config.stops(),
            config.logprobs(),
            config.topLogprobs(),
            stream,
            null,
            Extras.NONE);
    return new ContentRequest(request, config.topLogprobs() > 0);
  }

  private static List<Message> system(Fields fields) throws RequestException {
    JsonNode system = fields.node("systemInstruction");
    return system == null
        ? List.of()
        : List.of(new Message("system", text(system, "system_instruction")));
  }

  private static List<Message> turns(Fields fields) throws RequestException {
    JsonNode contents = fields.node("contents");
    if (contents == null || !contents.isArray() || contents.isEmpty()) {
      throw Fields.invalid(
          "", "Unable to submit request because at least one contents field is required.");
    }
    List<Message> turns = new ArrayList<>(contents.size());
    for (int i = 0; i < contents.size(); i++) {
      JsonNode content = contents.get(i);
      turns.add(new Message(role(content), text(content, "contents[%d]".formatted(i))));
    }
    return List.copyOf(turns);
  }

  private static String role(JsonNode content) throws RequestException {
    return switch (content.path("role").asString("")) {
      case "user" -> "user";
      case "model" -> "assistant";
      default -> throw Fields.invalid("", "Please use a valid role: user, model.");
    };
  }

  private static String text(JsonNode content, String path) throws RequestException {
    JsonNode parts = content.path("parts");
    if (!parts.isArray() || parts.isEmpty()) {
      throw new RequestException(
          new Problem.Invalid(
              "",
              "Unable to submit request because it must include at least one parts field, which"
                  + " describes the prompt input."));
    }
    if (!parts.valueStream().allMatch(part -> part.path("text").isString())) {
      throw Fields.invalid(path + ".parts", "This model reads text alone.");
    }
    return parts
        .valueStream()
        .map(part -> part.path("text").stringValue())
        .collect(Collectors.joining());
  }
}
