package dev.plumbline.lab.bedrock;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.ChatRequest.Extras;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.Sampling;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads requests of Converse. Fields it does not know are ignored, as the service does. */
final class ConverseReader {
  private static final int MOST_STOPS = 2500;
  private static final int MOST_METADATA = 16;

  private ConverseReader() {}

  static ChatRequest read(Fields fields, boolean stream) throws RequestException {
    checkMetadata(fields.node("requestMetadata"));
    List<Message> system = ConverseMessages.system(fields);
    List<Message> turns = ConverseMessages.turns(fields);
    Fields config = object(fields, "inferenceConfig");
    Integer topK =
        object(fields, "additionalModelRequestFields").wholeOrNull("top_k", 0, Integer.MAX_VALUE);
    return new ChatRequest(
        null,
        new Prompt(
            Stream.concat(system.stream(), turns.stream()).toList(), ConverseTools.read(fields)),
        share(config, "temperature"),
        share(config, "topP"),
        topK == null || topK == 0 ? Sampling.ALL : topK,
        null,
        maxTokens(config),
        stops(config),
        false,
        0,
        stream,
        null,
        Extras.NONE);
  }

  /** What the answer says again of the request, each with the comma before it. */
  static String echoes(Fields fields) {
    StringBuilder echoes = new StringBuilder();
    for (String name : List.of("performanceConfig", "serviceTier")) {
      JsonNode node = fields.node(name);
      if (node != null && node.isObject()) {
        echoes.append(",\"%s\":%s".formatted(name, node));
      }
    }
    return echoes.toString();
  }

  private static Fields object(Fields fields, String name) throws RequestException {
    JsonNode node = fields.node(name);
    if (node == null) {
      return new Fields(JsonNodeFactory.instance.objectNode());
    }
    if (!node.isObject()) {
      throw constraint(name, node, "Member must be an object");
    }
    return new Fields(node);
  }

  private static double share(Fields config, String name) throws RequestException {
    JsonNode node = config.node(name);
    if (node == null) {
      return 1;
    }
    String path = "inferenceConfig." + name;
    if (!node.isNumber()) {
      throw constraint(path, node, "Member must be a number");
    }
    if (node.doubleValue() > 1) {
      throw constraint(path, node, "Member must have value less than or equal to 1");
    }
    if (node.doubleValue() < 0) {
      throw constraint(path, node, "Member must have value greater than or equal to 0");
    }
    return node.doubleValue();
  }

  private static @Nullable Integer maxTokens(Fields config) throws RequestException {
    JsonNode node = config.node("maxTokens");
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1) {
      throw constraint(
          "inferenceConfig.maxTokens", node, "Member must have value greater than or equal to 1");
    }
    return node.intValue();
  }

  private static List<String> stops(Fields config) throws RequestException {
    JsonNode node = config.node("stopSequences");
    if (node == null) {
      return List.of();
    }
    boolean valid =
        node.isArray()
            && node.size() <= MOST_STOPS
            && node.valueStream()
                .allMatch(stop -> stop.isString() && !stop.stringValue().isEmpty());
    if (!valid) {
      throw constraint("inferenceConfig.stopSequences", node, "Member must be non-empty strings");
    }
    return node.valueStream().map(JsonNode::stringValue).toList();
  }

  private static void checkMetadata(@Nullable JsonNode metadata) throws RequestException {
    boolean valid =
        metadata == null
            || (metadata.isObject()
                && metadata.size() <= MOST_METADATA
                && metadata.valueStream().allMatch(JsonNode::isString));
    if (metadata != null && !valid) {
      throw constraint("requestMetadata", metadata, "Member must be 1 to 16 strings by name");
    }
  }

  static RequestException constraint(String path, JsonNode value, String constraint) {
    return Fields.invalid(
        "",
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, path, constraint));
  }
}
