package dev.plumbline.score.exhibit;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was expected beside what came, check by check, with the strange tokens marked. */
final class ExpectedAndActual {
  private static final int MARKS_SHOWN = 20;

  private ExpectedAndActual() {}

  static String of(Exchange exchange, Asked asked, List<Exhibit.Failure> failures, Marks marks) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # %s/%s on %s

        Exchange `%s`, scheduled %s, outcome %s, %d ms.
        %s
        ## What failed

        """
            .formatted(
                exchange.suite(),
                exchange.probe(),
                exchange.target(),
                exchange.id(),
                exchange.scheduledAt(),
                exchange.outcome().word(),
                exchange.duration().toMillis(),
                asked.caveat().isEmpty() ? "" : "\nMind: " + asked.caveat() + ".\n"));
    for (Exhibit.Failure failure : failures) {
      text.append("### ")
          .append(failure.check())
          .append("\n\nExpected: ")
          .append(Expectation.of(failure.check(), asked))
          .append("\n\nCame:\n\n")
          .append(Fence.of(failure.found()));
    }
    text.append("## The answer\n\n").append(Fence.of(answer(exchange)));
    asked
        .probe()
        .map(it -> it.example())
        .ifPresent(example ->
            text.append("## A healthy answer, for comparison\n\n")
                .append(Fence.of(example))
                .append(firstDifference(example, answer(exchange))));
    if (!marks.strange().isEmpty()) {
      text.append(
              "## Strange tokens\n\nOf %d; all are in tokens.csv.\n\n"
                  .formatted(marks.tokens().size()))
          .append(Fence.of(strange(marks)));
    }
    return text.toString();
  }

  private static String answer(Exchange exchange) {
    return switch (exchange.outcome()) {
      case Outcome.Answered(Answer answer) ->
          answer.toolCalls().isEmpty()
              ? answer.text()
              : answer.text()
                  + answer.toolCalls().stream()
                      .map(call -> "\n[calls %s %s]".formatted(call.name(), call.arguments()))
                      .collect(Collectors.joining());
      case Outcome.Refused(int status, String detail, _) ->
          "refused, %d: %s".formatted(status, detail);
      case Outcome.Throttled(int status, _, _) -> "throttled, %d".formatted(status);
      case Outcome.TargetError(@Nullable Integer status, String detail, _) ->
          "error, %s: %s".formatted(status, detail);
      case Outcome.ProberError(String detail, _) -> "not sent: " + detail;
      case Outcome.TimedOut(String phase) -> "timed out: " + phase;
    };
  }

  private static String firstDifference(String example, String answer) {
    int at = 0;
    while (at < Math.min(example.length(), answer.length())
        && example.charAt(at) == answer.charAt(at)) {
      at++;
    }
    return example.equals(answer)
        ? "They are the same text.\n\n"
        : "They are the same for %d characters. Where an answer may be worded otherwise, that means nothing.\n\n"
            .formatted(at);
  }

  private static String strange(Marks marks) {
    return marks.strange().stream()
        .limit(MARKS_SHOWN)
        .map(marked ->
            "token %d %s <-- %s\n"
                .formatted(marked.position(), Csv.exact(marked.token().text()), marked.why()))
        .collect(Collectors.joining());
  }
}
