package dev.plumbline.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an exchange within {@value #MOST_BYTES} bytes of JSON. What is given up first is what is
 * there twice: the raw body, then tokens from the end (their text stays in the answer), then text
 * or tool calls, whichever is longer.
 */
final class ExchangeLimit {
  static final int MOST_BYTES = 256 * 1024;

  /** Bytes of JSON around a call's name and arguments, about. */
  private static final int CALL_OVERHEAD = 24;

  private ExchangeLimit() {}

  static Exchange fit(Exchange exchange) {
    Exchange fitting = exchange;
    while (size(fitting) > MOST_BYTES) {
      Exchange smaller = smaller(fitting);
      if (smaller.equals(fitting)) {
        throw new IllegalStateException("an exchange that cannot be cut to size: " + fitting.id());
      }
      fitting = smaller;
    }
    return fitting;
  }

  private static int size(Exchange exchange) {
    return ProbeTopics.EXCHANGES.encode(exchange).length;
  }

  private static Exchange smaller(Exchange exchange) {
    RawResponse response = exchange.response();
    if (response != null && !response.body().isEmpty()) {
      return with(exchange, exchange.outcome(), halved(response));
    }
    return with(exchange, smaller(exchange.outcome()), response);
  }

  private static Outcome smaller(Outcome outcome) {
    return outcome instanceof Outcome.Answered(Answer answer)
        ? new Outcome.Answered(smaller(answer))
        : outcome;
  }

  private static Answer smaller(Answer answer) {
    List<Token> tokens = answer.tokens();
    if (!tokens.isEmpty()) {
      return with(answer, answer.text(), tokens.subList(0, tokens.size() / 2), answer.toolCalls());
    }
    int called =
        answer.toolCalls().stream()
            .mapToInt(call -> call.name().length() + call.arguments().length() + CALL_OVERHEAD)
            .sum();
    return called > answer.text().length()
        ? with(answer, answer.text(), tokens, halved(answer.toolCalls()))
        : with(answer, halved(answer.text(), 1), tokens, answer.toolCalls());
  }

  private static Answer with(
      Answer answer, String text, List<Token> tokens, List<Answer.ToolCall> toolCalls) {
    return new Answer(
        text, answer.finishReason(), tokens, answer.servedModel(), answer.usage(), toolCalls);
  }

  private static List<Answer.ToolCall> halved(List<Answer.ToolCall> calls) {
    if (calls.size() > 1) {
      return List.copyOf(calls.subList(0, calls.size() / 2));
    }
    Answer.ToolCall call = calls.getFirst();
    return List.of(new Answer.ToolCall(halved(call.name(), 1), halved(call.arguments(), 1)));
  }

  private static RawResponse halved(RawResponse response) {
    // Base64 stays readable when cut at a multiple of 4.
    String body = halved(response.body(), response.base64() ? 4 : 1);
    return new RawResponse(
        response.status(),
        response.headers(),
        body,
        response.base64(),
        true,
        response.chunkMicros());
  }

  private static String halved(String text, int unit) {
    int end = text.length() / 2 / unit * unit;
    boolean splitsPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splitsPair ? end - 1 : end);
  }

  private static Exchange with(Exchange exchange, Outcome outcome, @Nullable RawResponse response) {
    return new Exchange(
        exchange.id(),
        exchange.target(),
        exchange.labels(),
        exchange.region(),
        exchange.build(),
        exchange.suite(),
        exchange.suiteVersion(),
        exchange.probe(),
        exchange.session(),
        exchange.scheduledAt(),
        exchange.interval(),
        exchange.sentAt(),
        exchange.timeToFirstToken(),
        exchange.duration(),
        outcome,
        response);
  }
}
