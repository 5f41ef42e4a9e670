package dev.plumbline.lab.tgi;

import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.ChatRequest.Extras;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Sampling;
import dev.plumbline.lab.model.TokenSequence;
import dev.plumbline.lab.model.Vocabulary;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads requests for a text. Fields it does not know are ignored. */
final class TextReader {
  static final int MOST_STOPS = 4;

  private static final int MOST_TOP = 5;
  private static final int USUAL_TOKENS = 100;

  private TextReader() {}

  /**
   * Reads one request.
   *
   * @param root whether the body says if the answer is to be streamed
   */
  static TextRequest read(Incoming incoming, Vocabulary vocabulary, boolean root)
      throws RequestException {
    Fields fields = Fields.of(incoming.body());
    String inputs = Fields.text(fields.required("inputs"), "inputs");
    if (inputs.isEmpty()) {
      throw Fields.invalid("inputs", "cannot be empty");
    }
    Fields parameters = parameters(fields);
    boolean stream = root ? fields.flag("stream") : TgiDialect.streams(incoming.operation());
    boolean details = parameters.flag("details");
    boolean prefill = parameters.flag("decoder_input_details");
    if (prefill && stream) {
      throw Fields.invalid(
          "decoder_input_details", "== true is not supported when streaming tokens");
    }
    int top = parameters.whole("top_n_tokens", 0, 0, MOST_TOP);
    if (parameters.whole("best_of", 1, 1, Integer.MAX_VALUE) != 1) {
      throw Fields.invalid("best_of", "must be > 0 and <= 1");
    }
    Drawing drawing = Drawing.read(parameters);
    ChatRequest request =
        new ChatRequest(
            null,
            prompt(inputs, parameters, vocabulary),
            drawing.temperature(),
            drawing.topP(),
            drawing.topK(),
            parameters.longOrNull("seed"),
            maxTokens(parameters),
            stops(parameters),
            details,
            top,
            stream,
            null,
            new Extras(null, prefill ? (Integer) 0 : null, List.of()));
    return new TextRequest(
        request,
        inputs,
        drawing.sampled(),
        details,
        top,
        prefill,
        parameters.flag("return_full_text"));
  }

  /** How tokens are drawn: not at all, unless something is said that only draws can heed. */
  private record Drawing(boolean sampled, double temperature, double topP, int topK) {

    static Drawing read(Fields parameters) throws RequestException {
      JsonNode temperature = parameters.node("temperature");
      double given = parameters.number("temperature", 1, -Double.MAX_VALUE, Double.MAX_VALUE);
      if (given <= 0) {
        throw Fields.invalid("temperature", "must be strictly positive");
      }
      JsonNode share = parameters.node("top_p");
      double topP = parameters.number("top_p", 1, -Double.MAX_VALUE, Double.MAX_VALUE);
      if (share != null && (topP <= 0 || topP >= 1)) {
        throw Fields.invalid("top_p", "must be > 0.0 and < 1.0");
      }
      Integer topK = parameters.wholeOrNull("top_k", Integer.MIN_VALUE, Integer.MAX_VALUE);
      if (topK != null && topK <= 0) {
        throw Fields.invalid("top_k", "must be strictly positive");
      }
      boolean sampled =
          parameters.flag("do_sample") || temperature != null || share != null || topK != null;
      return new Drawing(sampled, sampled ? given : 0, topP, topK == null ? Sampling.ALL : topK);
    }
  }

  private static Fields parameters(Fields fields) throws RequestException {
    JsonNode node = fields.node("parameters");
    if (node != null && !node.isObject()) {
      throw Fields.invalid("parameters", "must be an object");
    }
    return new Fields(node == null ? JsonNodeFactory.instance.objectNode() : node);
  }

  private static TokenSequence prompt(String inputs, Fields parameters, Vocabulary vocabulary)
      throws RequestException {
    Integer most = parameters.wholeOrNull("truncate", 1, Integer.MAX_VALUE);
    TokenSequence prompt = vocabulary.laidOut(inputs);
    return most == null ? prompt : prompt.last(most);
  }

  private static int maxTokens(Fields parameters) throws RequestException {
    int asked =
        parameters.whole("max_new_tokens", USUAL_TOKENS, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (asked < 1) {
      throw Fields.invalid("max_new_tokens", "must be strictly positive");
    }
    return asked;
  }

  private static List<String> stops(Fields parameters) throws RequestException {
    JsonNode node = parameters.node("stop");
    if (node == null) {
      return List.of();
    }
    boolean texts =
        node.isArray()
            && node.valueStream()
                .allMatch(stop -> stop.isString() && !stop.stringValue().isEmpty());
    if (!texts) {
      throw Fields.invalid("stop", "must be a list of texts that are not empty");
    }
    if (node.size() > MOST_STOPS) {
      throw Fields.invalid(
          "stop", "supports up to %d stop sequences. Given: %d".formatted(MOST_STOPS, node.size()));
    }
    return node.valueStream().map(JsonNode::stringValue).toList();
  }
}
