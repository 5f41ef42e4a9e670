package dev.plumbline.lab.anthropic;

import dev.plumbline.catalog.Capability;
import dev.plumbline.lab.chat.Allowance;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.Question;
import dev.plumbline.lab.chat.RequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Anthropic Messages. */
public final class AnthropicDialect implements Dialect {

  @Override
  public @Nullable Operation operation(String endpoint, String below) {
    return below.equals("/messages") ? new Operation("messages", null) : null;
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    return new Question(
        MessagesRequestReader.read(incoming.body(), incoming.headerGiven()), new MessagesWriter());
  }

  @Override
  public void check(ChatRequest request, Set<Capability> capabilities) throws RequestException {
    NewModels.check(request, capabilities);
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

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return ErrorBody.of(problem).reply(requestId);
  }
}
