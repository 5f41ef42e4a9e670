package dev.plumbline.lab.anthropic;

import dev.plumbline.lab.chat.Allowance;
import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.chat.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Anthropic Messages. */
public final class AnthropicDialect implements Dialect {

  @Override
  public String path() {
    return "/messages";
  }

  @Override
  public ChatRequest read(byte[] body, Predicate<String> headerGiven) throws RequestException {
    return MessagesRequestReader.read(body, headerGiven);
  }

  @Override
  public String answerId(String hex) {
    return "msg_" + hex;
  }

  /** 529 says that the platform, not the caller, is over its limit. */
  @Override
  public List<Integer> oddErrors() {
    return List.of(500, 529);
  }

  @Override
  public Map<String, String> requestHeaders(String requestId, Duration processing) {
    return Map.of("request-id", requestId, "anthropic-organization-id", "plumbline-lab");
  }

  @Override
  public Map<String, String> limitHeaders(Allowance allowance, Instant now) {
    Instant full = now.plus(allowance.refill()).truncatedTo(ChronoUnit.SECONDS);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("anthropic-ratelimit-requests-limit", Integer.toString(allowance.limit()));
    headers.put("anthropic-ratelimit-requests-remaining", Integer.toString(allowance.remaining()));
    headers.put("anthropic-ratelimit-requests-reset", full.toString());
    if (!allowance.allowed()) {
      headers.put("retry-after", Long.toString(allowance.retryAfterSeconds()));
    }
    return headers;
  }

  /** The format itself echoes no pool; gateways in front of it add a header. */
  @Override
  public Map<String, String> answerHeaders(AnswerHead head) {
    return Map.of("x-served-by", head.servedBy());
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return ErrorBody.of(problem).reply(requestId);
  }

  @Override
  public byte[] whole(AnswerHead head, ChatRequest request, Completion completion) {
    return MessageWriter.write(head, completion);
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, ChatRequest request, Completion completion) {
    return new EventWriter(head, completion).write();
  }
}
