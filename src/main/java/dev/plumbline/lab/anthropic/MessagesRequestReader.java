package dev.plumbline.lab.anthropic;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.ChatRequest.Extras;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.Sampling;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads requests for a message, on whatever platform. Fields it does not know are refused, as the
 * API does.
 */
public final class MessagesRequestReader {
  private static final Set<String> KNOWN =
      Set.of(
          "max_tokens",
          "messages",
          "system",
          "stop_sequences",
          "metadata",
          "service_tier",
          "inference_geo",
          "thinking",
          "tools",
          "tool_choice",
          "output_config",
          "container",
          "cache_control",
          "temperature",
          "top_p",
          "top_k");

  private MessagesRequestReader() {}

  /** Reads a request to the API itself, which says its version in a header. */
  static ChatRequest read(byte[] body, Predicate<String> headerGiven) throws RequestException {
    if (!headerGiven.test("anthropic-version")) {
      throw Fields.invalid("anthropic-version", "header is required");
    }
    Fields fields = Fields.of(body);
    ChatRequest request = read(fields, Set.of("model", "stream"), fields.flag("stream"));
    return request.of(Fields.text(fields.required("model"), "model"));
  }

  /**
   * Reads a request on a platform.
   *
   * @param own fields of that platform, which it has read itself
   * @throws RequestException naming what is wrong with it
   */
  public static ChatRequest read(Fields fields, Set<String> own, boolean stream)
      throws RequestException {
    for (String name : fields.object().propertyNames()) {
      if (!KNOWN.contains(name) && !own.contains(name)) {
        throw Fields.invalid(name, "Extra inputs are not permitted");
      }
    }
    List<Message> system = MessagesReader.system(fields);
    List<Message> turns = MessagesReader.turns(fields);
    int topK = fields.whole("top_k", 0, 0, Integer.MAX_VALUE);
    return new ChatRequest(
        null,
        new Prompt(MessagesReader.joined(system, turns), ToolsReader.read(fields)),
        share(fields, "temperature"),
        share(fields, "top_p"),
        topK == 0 ? Sampling.ALL : topK,
        null,
        maxTokens(fields),
        stops(fields),
        false,
        0,
        stream,
        user(fields),
        Extras.NONE);
  }

  private static double share(Fields fields, String name) throws RequestException {
    JsonNode node = fields.node(name);
    if (node != null && node.isNumber() && (node.doubleValue() < 0 || node.doubleValue() > 1)) {
      throw Fields.invalid(name, "range: 0..1");
    }
    return fields.number(name, 1, 0, 1);
  }

  private static int maxTokens(Fields fields) throws RequestException {
    fields.required("max_tokens");
    return fields.whole("max_tokens", 1, 1, Integer.MAX_VALUE);
  }

  private static List<String> stops(Fields fields) throws RequestException {
    JsonNode node = fields.node("stop_sequences");
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || !node.valueStream().allMatch(MessagesRequestReader::canStop)) {
      throw Fields.invalid("stop_sequences", "each stop sequence must contain non-whitespace");
    }
    return node.valueStream().map(JsonNode::stringValue).toList();
  }

  private static boolean canStop(JsonNode stop) {
    return stop.isString() && !stop.stringValue().isBlank();
  }

  private static @Nullable String user(Fields fields) throws RequestException {
    JsonNode metadata = fields.node("metadata");
    return metadata == null ? null : new Fields(metadata).textOrNull("user_id");
  }
}
