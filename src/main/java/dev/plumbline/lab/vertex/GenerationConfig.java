package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Sampling;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How an answer is to be drawn, and what it is to tell. */
record GenerationConfig(
    double temperature,
    double topP,
    int topK,
    @Nullable Long seed,
    @Nullable Integer maxTokens,
    List<String> stops,
    boolean logprobs,
    int topLogprobs) {
  private static final int MOST_STOPS = 5;
  private static final int MOST_LOGPROBS = 20;
  private static final Set<String> KNOWN =
      Set.of(
          "temperature",
          "topP",
          "topK",
          "candidateCount",
          "maxOutputTokens",
          "stopSequences",
          "seed",
          "responseLogprobs",
          "logprobs",
          "presencePenalty",
          "frequencyPenalty",
          "responseMimeType",
          "responseSchema",
          "responseJsonSchema",
          "responseModalities",
          "routingConfig",
          "thinkingConfig",
          "mediaResolution",
          "audioTimestamp",
          "speechConfig");

  static GenerationConfig read(Fields request) throws RequestException {
    JsonNode node = request.node("generationConfig");
    Fields config =
        node == null
            ? new Fields(JsonNodeFactory.instance.objectNode())
            : Names.camelCase(new Fields(node));
    Names.refuseUnknown(config, KNOWN, "generation_config");
    whole(config, "candidateCount", 1, 1);
    Integer topLogprobs = whole(config, "logprobs", 1, MOST_LOGPROBS);
    boolean logprobs = config.flag("responseLogprobs");
    if (topLogprobs != null && !logprobs) {
      throw Fields.invalid(
          "",
          "Unable to submit request because logprobs is set but responseLogprobs isn't true."
              + " Update the value and try again.");
    }
    Integer topK = whole(config, "topK", 1, Integer.MAX_VALUE - 1);
    return new GenerationConfig(
        number(config, "temperature", 2),
        number(config, "topP", 1),
        topK == null ? Sampling.ALL : topK,
        config.longOrNull("seed"),
        whole(config, "maxOutputTokens", 1, Integer.MAX_VALUE - 1),
        stops(config),
        logprobs,
        topLogprobs == null ? 0 : topLogprobs);
  }

  private static double number(Fields config, String name, double most) throws RequestException {
    JsonNode node = config.node(name);
    if (node == null) {
      return 1;
    }
    if (!node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > most) {
      throw range(name, node, "0 (inclusive) to %s (inclusive)".formatted(most));
    }
    return node.doubleValue();
  }

  private static @Nullable Integer whole(Fields config, String name, int least, int most)
      throws RequestException {
    JsonNode node = config.node(name);
    if (node == null) {
      return null;
    }
    boolean whole = node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue());
    if (!whole || node.doubleValue() < least || node.doubleValue() > most) {
      throw range(name, node, "%d (inclusive) to %d (exclusive)".formatted(least, most + 1L));
    }
    return (int) node.doubleValue();
  }

  private static RequestException range(String name, JsonNode value, String range) {
    return Fields.invalid(
        "",
        ("Unable to submit request because it has a %s value of %s but the supported range is from"
                + " %s. Update the value and try again.")
            .formatted(name, value, range));
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
      throw Fields.invalid(
          "generation_config.stop_sequences",
          "must be at most %d texts that are not empty".formatted(MOST_STOPS));
    }
    return node.valueStream().map(JsonNode::stringValue).toList();
  }
}
