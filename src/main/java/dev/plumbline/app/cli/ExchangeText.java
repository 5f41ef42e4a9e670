package dev.plumbline.app.cli;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One exchange for people: answer, tokens, checks, timings. */
final class ExchangeText {
  private static final int TOKENS_SHOWN = 12;

  private ExchangeText() {}

  static String of(Exchange exchange, List<CheckReading> readings) {
    return """
    target   %s
    probe    %s/%s
    outcome  %s
    time     %s to the first token, %s in all
    %s%s\
    """
        .formatted(
            exchange.target(),
            exchange.suite(),
            exchange.probe(),
            outcome(exchange.outcome()),
            millis(exchange.timeToFirstToken()),
            millis(exchange.duration()),
            readings.stream().map(ExchangeText::check).collect(Collectors.joining()),
            exchange.outcome() instanceof Outcome.Answered(Answer answer) ? answer(answer) : "");
  }

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(Answer answer) ->
          "answered, finish reason %s, served as %s"
              .formatted(answer.finishReason(), answer.servedModel());
      case Outcome.Refused(int status, String detail, _) ->
          "refused, HTTP %d: %s".formatted(status, detail);
      case Outcome.Throttled(int status, String retryAfter, _) ->
          "throttled, HTTP %d, retry after %s".formatted(status, retryAfter);
      case Outcome.TargetError(Integer status, String detail, _) ->
          "target error%s: %s".formatted(status == null ? "" : ", HTTP " + status, detail);
      case Outcome.ProberError(String detail, _) -> "prober error: " + detail;
      case Outcome.TimedOut(String phase) -> "timed out: " + phase;
    };
  }

  private static String check(CheckReading reading) {
    String result =
        switch (reading.reading()) {
          case Reading.Trial(boolean failed, String found) -> failed ? "FAILED: " + found : "ok";
          case Reading.Compared(boolean failed, double ratio, String reference, String found) ->
              "%s: likelihood ratio %.3g against reference %s %s"
                  .formatted(failed ? "FAILED" : "ok", ratio, reference, found)
                  .strip();
          case Reading.Score(double score, String found) ->
              "%.2f %s".formatted(score, found).strip();
          case Reading.Graded(double grade, _, String found) ->
              "grade %.2f %s".formatted(grade, found).strip();
          case Reading.Quantity(double value) -> "%.3f".formatted(value);
          case Reading.NotATrial(String reason) -> "not a trial: " + reason;
        };
    return "check    %-15s %s%n".formatted(reading.check(), result);
  }

  private static String answer(Answer answer) {
    String tokens =
        answer.tokens().stream()
            .limit(TOKENS_SHOWN)
            .map(ExchangeText::token)
            .collect(Collectors.joining(" "));
    String more = answer.tokens().size() > TOKENS_SHOWN ? " …" : "";
    String calls =
        answer.toolCalls().stream()
            .map(call -> "call     %s %s%n".formatted(call.name(), call.arguments()))
            .collect(Collectors.joining());
    return (tokens.isEmpty() ? "" : "tokens   " + tokens + more + "\n")
        + calls
        + "\n"
        + answer.text();
  }

  private static String token(Token token) {
    Double logprob = token.logprob();
    String shown = "«" + token.text().replace("\n", "\\n") + "»";
    return logprob == null ? shown : shown + String.format(Locale.ROOT, "%.2f", logprob);
  }

  private static String millis(@Nullable Duration duration) {
    return Objects.isNull(duration) ? "?" : duration.toMillis() + " ms";
  }
}
