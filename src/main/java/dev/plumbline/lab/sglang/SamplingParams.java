package dev.plumbline.lab.sglang;

import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How an answer is to be drawn. */
record SamplingParams(
    double temperature,
    double topP,
    int topK,
    @Nullable Long seed,
    int maxTokens,
    List<String> stops) {
  private static final int USUAL_TOKENS = 128;

  static SamplingParams read(Fields request) throws RequestException {
    JsonNode node = request.node("sampling_params");
    if (node != null && !node.isObject()) {
      throw Fields.invalid("sampling_params", "must be an object");
    }
    Fields fields = new Fields(node == null ? JsonNodeFactory.instance.objectNode() : node);
    double temperature = number(fields, "temperature");
    if (temperature < 0) {
      throw Fields.invalid("temperature", "must be non-negative, got " + temperature);
    }
    double topP = number(fields, "top_p");
    if (topP <= 0 || topP > 1) {
      throw Fields.invalid("top_p", "must be in (0, 1], got " + topP);
    }
    int topK = fields.whole("top_k", -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (topK == 0 || topK < -1) {
      throw Fields.invalid("top_k", "must be -1 (disable) or at least 1, got " + topK);
    }
    int maxTokens =
        fields.whole("max_new_tokens", USUAL_TOKENS, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (maxTokens < 1) {
      throw Fields.invalid("max_new_tokens", "must be at least 1, got " + maxTokens);
    }
    if (fields.whole("n", 1, 1, Integer.MAX_VALUE) != 1) {
      throw Fields.invalid("n", "must be 1 on this server");
    }
    return new SamplingParams(
        temperature,
        topP,
        topK == -1 ? Sampling.ALL : topK,
        fields.longOrNull("sampling_seed"),
        maxTokens,
        stops(fields));
  }

  private static double number(Fields fields, String name) throws RequestException {
    return fields.number(name, 1, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private static List<String> stops(Fields fields) throws RequestException {
    JsonNode node = fields.node("stop");
    if (node == null) {
      return List.of();
    }
    List<JsonNode> texts = node.isArray() ? node.valueStream().toList() : List.of(node);
    if (!texts.stream().allMatch(stop -> stop.isString() && !stop.stringValue().isEmpty())) {
      throw Fields.invalid("stop", "must be a text or a list of texts");
    }
    return texts.stream().map(JsonNode::stringValue).toList();
  }
}
