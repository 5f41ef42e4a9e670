package dev.plumbline.lab.bedrock;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the turns of a Converse request and its system prompt: lists of blocks of text. */
final class ConverseMessages {
  private ConverseMessages() {}

  /** The system prompt as one message; none where there is none. */
  static List<Message> system(Fields request) throws RequestException {
    JsonNode system = request.node("system");
    return system == null || system.isEmpty()
        ? List.of()
        : List.of(new Message("system", text(system, "system")));
  }

  static List<Message> turns(Fields request) throws RequestException {
    JsonNode node = request.node("messages");
    if (node == null || !node.isArray() || node.isEmpty()) {
      throw starts();
    }
    List<Message> turns = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      turns.add(turn(node.get(i), "messages." + i));
    }
    if (!turns.getFirst().role().equals("user")) {
      throw starts();
    }
    return List.copyOf(turns);
  }

  private static Message turn(JsonNode node, String path) throws RequestException {
    JsonNode role = node.path("role");
    String name = role.asString("");
    if (!name.equals("user") && !name.equals("assistant")) {
      throw ConverseReader.constraint(
          path + ".role", role, "Member must satisfy enum value set: [user, assistant]");
    }
    return new Message(name, text(node.path("content"), path + ".content"));
  }

  private static String text(JsonNode content, String path) throws RequestException {
    if (!content.isArray() || content.isEmpty()) {
      throw Fields.invalid(
          "",
          "The content field in the Message object at %s is empty. Add a ContentBlock object to the"
                  .formatted(path)
              + " content field and try again.");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < content.size(); i++) {
      JsonNode block = content.get(i).path("text");
      if (!block.isString()) {
        throw Fields.invalid(
            "", "The model that you are using reads text alone: %s.%d".formatted(path, i));
      }
      if (block.stringValue().isBlank()) {
        throw Fields.invalid(
            "",
            "The text field in the ContentBlock object at %s.%d is blank. Add text to the text field, and try again."
                .formatted(path, i));
      }
      text.append(block.stringValue());
    }
    return text.toString();
  }

  private static RequestException starts() {
    return Fields.invalid(
        "",
        "A conversation must start with a user message. Try again with a conversation that starts"
            + " with a user message.");
  }
}
