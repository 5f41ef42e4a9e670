package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A conversation out of JSON or YAML; any other text is one message of the user. */
final class ChatMessages {

  /** Makes the text that is sent out of what is written. */
  interface Rendering {
    String apply(String text) throws NotImportable;
  }

  private ChatMessages() {}

  static List<Probe.Message> of(String raw, Rendering rendering) throws NotImportable {
    JsonNode turns = turns(raw);
    if (turns != null) {
      return messages(turns, rendering);
    }
    String rendered = rendering.apply(raw);
    JsonNode later = turns(rendered);
    return later == null ? List.of(message("user", rendered)) : messages(later, text -> text);
  }

  /** The turns of what is a conversation; null for any other text. */
  static @Nullable JsonNode turns(String raw) {
    String text = raw.strip();
    JsonNode value = null;
    if (text.startsWith("[") || text.startsWith("{")) {
      value = json(text);
    } else if (text.startsWith("- role:")) {
      Optional<Located> document = YamlReader.read("prompt", text, new Errors());
      value = document.map(Located::json).orElse(null);
    }
    if (value != null && value.path("messages").isArray()) {
      value = value.path("messages");
    }
    return value != null
            && value.isArray()
            && !value.isEmpty()
            && value.valueStream().allMatch(turn -> turn.path("role").isString())
        ? value
        : null;
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      return null; // a template, or a text that begins with a bracket
    }
  }

  private static List<Probe.Message> messages(JsonNode turns, Rendering rendering)
      throws NotImportable {
    List<Probe.Message> messages = new ArrayList<>();
    for (JsonNode turn : turns) {
      messages.add(message(turn.path("role").asString(), rendering.apply(content(turn))));
    }
    return List.copyOf(messages);
  }

  private static String content(JsonNode turn) throws NotImportable {
    JsonNode content = turn.path("content");
    if (content.isString()) {
      return content.stringValue();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      if (!part.path("text").isString()) {
        texts.clear();
        break;
      }
      texts.add(part.path("text").stringValue());
    }
    if (texts.isEmpty()) {
      throw new NotImportable(
          "a message that is not text alone", "suites hold texts: leave images and calls out");
    }
    return String.join("\n", texts);
  }

  private static Probe.Message message(String role, String content) throws NotImportable {
    if (content.isBlank()) {
      throw new NotImportable("a message without text", "write what is asked");
    }
    return switch (role) {
      case "system", "user", "assistant" -> new Probe.Message(role, content);
      case "developer" -> new Probe.Message("system", content);
      case "model" -> new Probe.Message("assistant", content);
      default ->
          throw new NotImportable(
              "a message of the role '%s'".formatted(role), "use system, user or assistant");
    };
  }
}
