package dev.plumbline.lab.anthropic;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the turns of a request and its system prompt, each content a text or text blocks. */
final class MessagesReader {
  private MessagesReader() {}

  /** The system prompt as one message; none where there is none. */
  static List<Message> system(Fields request) throws RequestException {
    JsonNode system = request.node("system");
    return system == null ? List.of() : List.of(new Message("system", text(system, "system")));
  }

  static List<Message> turns(Fields request) throws RequestException {
    JsonNode node = request.required("messages");
    if (!node.isArray()) {
      throw Fields.invalid("messages", "Input should be a valid list");
    }
    if (node.isEmpty()) {
      throw Fields.invalid("messages", "at least one message is required");
    }
    List<Message> turns = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      turns.add(turn(node.get(i), "messages." + i));
    }
    if (!turns.getFirst().role().equals("user")) {
      throw Fields.invalid("messages", "first message must use the \"user\" role");
    }
    return List.copyOf(turns);
  }

  static List<Message> joined(List<Message> system, List<Message> turns) {
    return Stream.concat(system.stream(), turns.stream()).toList();
  }

  private static Message turn(JsonNode node, String path) throws RequestException {
    String role = node.path("role").asString("");
    if (role.equals("system")) {
      throw Fields.invalid(
          "messages",
          "Unexpected role \"system\". The Messages API accepts a top-level `system` parameter,"
              + " not \"system\" as an input message role.");
    }
    if (!role.equals("user") && !role.equals("assistant")) {
      throw Fields.invalid(path + ".role", "Input should be 'user' or 'assistant'");
    }
    String content = text(node.path("content"), path + ".content");
    if (content.isEmpty()) {
      throw Fields.invalid(path, "all messages must have non-empty content");
    }
    return new Message(role, content);
  }

  private static String text(JsonNode content, String path) throws RequestException {
    if (content.isString()) {
      return content.stringValue();
    }
    if (!content.isArray() || !content.valueStream().allMatch(MessagesReader::isText)) {
      throw Fields.invalid(path, "Input should be a valid string or a list of text blocks");
    }
    return content
        .valueStream()
        .map(block -> block.path("text").stringValue())
        .collect(Collectors.joining());
  }

  private static boolean isText(JsonNode block) {
    return block.path("type").asString("").equals("text") && block.path("text").isString();
  }
}
