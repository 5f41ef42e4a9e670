package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.Allowance;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.Question;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI chat completions, with what vLLM, SGLang and TensorRT-LLM add. */
public final class OpenAiDialect implements Dialect {
  /** Below a target's endpoint. */
  static final String CHAT = "/chat/completions";

  private final TokenJson texts;
  private final TokenJson ids;

  public OpenAiDialect(Vocabulary vocabulary) {
    texts = TokenJson.texts(vocabulary);
    ids = TokenJson.ids(vocabulary);
  }

  @Override
  public @Nullable Operation operation(String endpoint, String below) {
    boolean chat = below.equals(CHAT) && !AzureDialect.isDeployment(endpoint);
    return chat ? new Operation("chat", null) : null;
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    ChatQuestion asked = ChatRequestReader.read(incoming.body());
    if (asked.request().model() == null) {
      throw new RequestException(new Problem.Missing("model"));
    }
    return new Question(asked.request(), writer(asked.options(), ContentFilter.NONE, Map.of()));
  }

  ChatWriter writer(AnswerOptions options, ContentFilter filter, Map<String, String> headers) {
    return new ChatWriter(options, options.tokensAsIds() ? ids : texts, filter, headers);
  }

  @Override
  public String answerId(String hex) {
    return "chatcmpl-" + hex;
  }

  @Override
  public List<Integer> oddErrors() {
    return List.of(500, 502, 503);
  }

  @Override
  public Map<String, String> requestHeaders(String requestId, Duration processing) {
    return Map.of(
        "x-request-id",
        requestId,
        "openai-organization",
        "plumbline-lab",
        "openai-version",
        "2020-10-01",
        "openai-processing-ms",
        Long.toString(processing.toMillis()));
  }

  @Override
  public Map<String, String> limitHeaders(Allowance allowance, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ratelimit-limit-requests", Integer.toString(allowance.limit()));
    headers.put("x-ratelimit-remaining-requests", Integer.toString(allowance.remaining()));
    headers.put("x-ratelimit-reset-requests", shortDuration(allowance.refill()));
    if (!allowance.allowed()) {
      headers.put("retry-after", Long.toString(allowance.retryAfterSeconds()));
    }
    return headers;
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return ApiError.of(problem).reply();
  }

  /** {@code 6ms}, {@code 1s}, {@code 6m0s}. */
  private static String shortDuration(Duration duration) {
    if (duration.toSeconds() == 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toMinutes() == 0
        ? duration.toSeconds() + "s"
        : duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
  }
}
