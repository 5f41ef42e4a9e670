package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.Allowance;
import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.chat.StreamEvent;
import dev.plumbline.lab.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** OpenAI chat completions. */
public final class OpenAiDialect implements Dialect {
  private final TokenJson tokens;

  public OpenAiDialect(Vocabulary vocabulary) {
    tokens = new TokenJson(vocabulary);
  }

  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public ChatRequest read(byte[] body, Predicate<String> headerGiven) throws RequestException {
    return ChatRequestReader.read(body);
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

  /** None: the fingerprint stands in the body. */
  @Override
  public Map<String, String> answerHeaders(AnswerHead head) {
    return Map.of();
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return ApiError.of(problem).reply();
  }

  @Override
  public byte[] whole(AnswerHead head, ChatRequest request, Completion completion) {
    return CompletionWriter.write(head, request, completion, tokens);
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, ChatRequest request, Completion completion) {
    return new ChunkWriter(head, request, tokens).write(completion);
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
