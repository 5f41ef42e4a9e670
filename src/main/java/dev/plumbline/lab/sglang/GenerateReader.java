package dev.plumbline.lab.sglang;

import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.ChatRequest.Extras;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.TokenSequence;
import dev.plumbline.lab.model.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads requests of {@code /generate}, one prompt each. Fields it does not know are ignored. */
final class GenerateReader {
  private static final String NO_PROMPT =
      "Either text, input_ids or input_embeds should be provided.";

  /** What the lab's models keep of a step. */
  private static final int MOST_LISTED = 40;

  private GenerateReader() {}

  static GenerateRequest read(byte[] body, Vocabulary vocabulary) throws RequestException {
    Fields fields = Fields.of(body);
    TokenSequence prompt = prompt(fields, vocabulary);
    SamplingParams params = SamplingParams.read(fields);
    boolean logprobs = fields.flag("return_logprob");
    int start = fields.whole("logprob_start_len", -1, -1, Integer.MAX_VALUE);
    if (start >= prompt.length()) {
      throw Fields.invalid(
          "",
          "logprob_start_len, (%d) is higher than the number of input tokens %d"
              .formatted(start, prompt.length()));
    }
    int top = fields.whole("top_logprobs_num", 0, 0, MOST_LISTED);
    JsonNode asked = fields.node("token_ids_logprob");
    List<Integer> tokens = asked == null ? List.of() : ids(asked, "token_ids_logprob", vocabulary);
    Integer listedPrompt = logprobs && start >= 0 ? (Integer) top : null;
    ChatRequest request =
        new ChatRequest(
            null,
            prompt,
            params.temperature(),
            params.topP(),
            params.topK(),
            params.seed(),
            params.maxTokens(),
            params.stops(),
            logprobs,
            logprobs ? top : 0,
            fields.flag("stream"),
            null,
            new Extras(rank(fields), listedPrompt, logprobs ? tokens : List.of()));
    return new GenerateRequest(
        request,
        new GenerateRequest.Options(
            fields.textOrNull("rid"),
            logprobs,
            start,
            top,
            tokens,
            fields.flag("return_text_in_logprobs")));
  }

  private static TokenSequence prompt(Fields fields, Vocabulary vocabulary)
      throws RequestException {
    JsonNode text = fields.node("text");
    JsonNode ids = fields.node("input_ids");
    if ((text == null) == (ids == null)) {
      throw Fields.invalid("", NO_PROMPT);
    }
    if (text != null) {
      String laidOut = Fields.text(text, "text");
      if (laidOut.isEmpty()) {
        throw Fields.invalid("", NO_PROMPT);
      }
      return vocabulary.laidOut(laidOut);
    }
    List<Integer> given = ids(ids, "input_ids", vocabulary);
    if (given.isEmpty()) {
      throw Fields.invalid("", NO_PROMPT);
    }
    return vocabulary.laidOut(given.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<Integer> ids(JsonNode node, String name, Vocabulary vocabulary)
      throws RequestException {
    boolean valid = node.isArray() && node.valueStream().allMatch(id -> isId(id, vocabulary));
    if (!valid) {
      throw Fields.invalid(name, "must be token ids from 0 to %d".formatted(vocabulary.size() - 1));
    }
    return node.valueStream().map(JsonNode::intValue).toList();
  }

  private static boolean isId(JsonNode id, Vocabulary vocabulary) {
    return id.isIntegralNumber()
        && id.canConvertToInt()
        && id.intValue() >= 0
        && id.intValue() < vocabulary.size();
  }

  /** Under its name, or under the one it had before. */
  private static @Nullable Integer rank(Fields fields) throws RequestException {
    Integer rank = fields.wholeOrNull("routed_dp_rank", Integer.MIN_VALUE, Integer.MAX_VALUE);
    return rank != null
        ? rank
        : fields.wholeOrNull("data_parallel_rank", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
