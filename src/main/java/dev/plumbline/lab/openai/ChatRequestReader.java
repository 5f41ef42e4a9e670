package dev.plumbline.lab.openai;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads chat completion requests. Fields it does not know are ignored, as servers do. */
final class ChatRequestReader {
  private static final int MOST_STOPS = 4;

  private ChatRequestReader() {}

  /**
   * Reads one request. Whether it must name a model is up to the server.
   *
   * @throws RequestException naming the field at fault
   */
  static ChatQuestion read(byte[] body) throws RequestException {
    Fields fields = Fields.of(body);
    boolean logprobs = fields.flag("logprobs");
    boolean stream = fields.flag("stream");
    if (fields.whole("n", 1, 1, 128) != 1) {
      throw Fields.invalid("n", "must be 1: this server gives one choice a request");
    }
    int topLogprobs = fields.whole("top_logprobs", 0, 0, 20);
    if (topLogprobs > 0 && !logprobs) {
      throw Fields.invalid("top_logprobs", "is only allowed when 'logprobs' is true");
    }
    JsonNode streamOptions = fields.node("stream_options");
    if (streamOptions != null && !stream) {
      throw Fields.invalid("stream_options", "is only allowed when 'stream' is true");
    }
    Integer maxTokens = fields.wholeOrNull("max_completion_tokens", 1, Integer.MAX_VALUE);
    ChatRequest request =
        new ChatRequest(
            fields.textOrNull("model"),
            new Prompt(messages(fields), ToolsReader.read(fields)),
            fields.number("temperature", 1, 0, 2),
            fields.number("top_p", 1, 0, 1),
            topK(fields),
            fields.longOrNull("seed"),
            maxTokens != null ? maxTokens : fields.wholeOrNull("max_tokens", 1, Integer.MAX_VALUE),
            stops(fields),
            logprobs,
            topLogprobs,
            stream,
            fields.textOrNull("user"),
            ServingOptions.read(fields, stream));
    return new ChatQuestion(
        request,
        new AnswerOptions(
            logprobs,
            streamOptions != null && new Fields(streamOptions).flag("include_usage"),
            fields.flag("return_token_ids"),
            fields.flag("return_tokens_as_token_ids")));
  }

  /** Not OpenAI's own: of vLLM and others, where -1 and 0 stand for all. */
  private static int topK(Fields fields) throws RequestException {
    int topK = fields.whole("top_k", 0, -1, Integer.MAX_VALUE);
    return topK < 1 ? Sampling.ALL : topK;
  }

  private static List<Message> messages(Fields fields) throws RequestException {
    JsonNode node = fields.required("messages");
    if (!node.isArray() || node.isEmpty()) {
      throw Fields.invalid("messages", "must be an array of at least one message");
    }
    List<Message> messages = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      messages.add(message(node.get(i), "messages[%d]".formatted(i)));
    }
    return List.copyOf(messages);
  }

  private static Message message(JsonNode node, String path) throws RequestException {
    if (!node.path("role").isString()) {
      throw Fields.invalid(path + ".role", "must be a string");
    }
    JsonNode content = node.path("content");
    if (content.isString()) {
      return new Message(node.path("role").stringValue(), content.stringValue());
    }
    boolean textParts =
        content.isArray() && content.valueStream().allMatch(part -> part.path("text").isString());
    if (!textParts) {
      throw Fields.invalid(path + ".content", "must be a string or an array of text parts");
    }
    String text =
        content
            .valueStream()
            .map(part -> part.path("text").stringValue())
            .collect(Collectors.joining());
    return new Message(node.path("role").stringValue(), text);
  }

  private static List<String> stops(Fields fields) throws RequestException {
    JsonNode node = fields.node("stop");
    if (node == null) {
      return List.of();
    }
    List<JsonNode> texts = node.isArray() ? node.valueStream().toList() : List.of(node);
    boolean valid =
        texts.size() <= MOST_STOPS
            && texts.stream().allMatch(stop -> stop.isString() && !stop.stringValue().isEmpty());
    if (!valid) {
      throw Fields.invalid("stop", "must be a text or at most %d texts".formatted(MOST_STOPS));
    }
    return texts.stream().map(JsonNode::stringValue).toList();
  }
}
