package dev.plumbline.score;

import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The response must say that the expected pool served it. A wrong echo fails whatever the others
 * say; a missing one leaves the question open. A prompt longer than the target's window must be
 * refused: whoever answers it has another window, so is another pool.
 */
final class RoutingCheck implements Check {
  static final String NAME = "routing";

  private static final int SHOWN_OF_VALUE = 120;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return target.identity().isEmpty() && !probe.overWindow()
        ? Optional.of("the catalog says of the target no identity that its responses echo")
        : Optional.empty();
  }

  @Override
  public Optional<Reading> readRefusal(Target target, Probe probe, Outcome.Refused refused) {
    return probe.overWindow() && refused.cause() == Cause.CONTEXT_EXCEEDED
        ? Optional.of(new Reading.Trial(false, ""))
        : Optional.empty();
  }

  @Override
  public Reading read(Subject subject) {
    return subject.probe().overWindow() ? readTooLong(subject) : readEcho(subject);
  }

  /** What a server counts tells whether the prompt was too long at all, and is all it read. */
  private static Reading readTooLong(Subject subject) {
    int window = subject.target().contextWindow();
    Answer.Usage usage = subject.answer().usage();
    if (usage != null && usage.promptTokens() > 0 && usage.promptTokens() <= window) {
      return new Reading.NotATrial(
          "the target counts %,d tokens of a prompt meant to be longer than its window of %,d: cut"
                  .formatted(usage.promptTokens(), window)
              + " short, or tokens-per-word is too large");
    }
    String counted =
        usage == null || usage.promptTokens() == 0
            ? "a prompt"
            : "a prompt of %,d tokens".formatted(usage.promptTokens());
    return new Reading.Trial(
        true, "answered %s, longer than its window of %,d".formatted(counted, window));
  }

  private static Reading readEcho(Subject subject) {
    List<String> wrong = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (IdentityEcho echo : subject.target().identity()) {
      List<String> values = EchoedIdentity.values(echo, subject.response());
      if (values.isEmpty()) {
        absent.add(where(echo));
      }
      Pattern expected = Pattern.compile(echo.expected());
      values.stream()
          .filter(value -> !expected.matcher(value).matches())
          .map(value -> mismatch(echo, value))
          .forEach(wrong::add);
    }
    if (wrong.isEmpty() && !absent.isEmpty()) {
      return new Reading.NotATrial("not echoed: " + String.join(", ", absent));
    }
    return new Reading.Trial(!wrong.isEmpty(), String.join(", ", wrong));
  }

  private static String mismatch(IdentityEcho echo, String value) {
    return "%s: expected %s, got %s"
        .formatted(where(echo), echo.expected(), Excerpt.of(value, SHOWN_OF_VALUE));
  }

  private static String where(IdentityEcho echo) {
    return switch (echo) {
      case IdentityEcho.Header(String name, _) -> "header " + name;
      case IdentityEcho.Field(String pointer, _) -> "field " + pointer;
      case IdentityEcho.Body(String regex, _) -> "body /" + regex + "/";
    };
  }
}
