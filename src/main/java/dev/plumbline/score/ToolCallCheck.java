package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import dev.plumbline.probe.Answer;
import dev.plumbline.score.answer.Documents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answer must be one call of one tool, with arguments that its JSON Schema allows. */
final class ToolCallCheck implements Check {
  static final String NAME = CheckUse.ToolCall.NAME;

  private static final int SHOWN = 120;
  private static final int SHOWN_OF_NAME = 64;
  private static final int SHOWN_CALLS = 3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    Optional<CheckUse.ToolCall> use = probe.use(CheckUse.ToolCall.class);
    if (use.isEmpty()) {
      return Optional.of("the probe does not say which tool must be called");
    }
    return probe.tool(use.get().tool()).isPresent()
        ? Optional.empty()
        : Optional.of("the probe offers no tool called " + use.get().tool());
  }

  @Override
  public Reading read(Subject subject) {
    if (subject.response().cut()) {
      return new Reading.NotATrial("the answer was longer than Plumbline keeps");
    }
    String wanted = subject.probe().use(CheckUse.ToolCall.class).orElseThrow().tool();
    Tool tool = subject.probe().tool(wanted).orElseThrow();
    return fault(tool, subject.answer())
        .map(found -> new Reading.Trial(true, found))
        .orElseGet(() -> new Reading.Trial(false, ""));
  }

  private static Optional<String> fault(Tool tool, Answer answer) {
    List<Answer.ToolCall> calls = answer.toolCalls();
    if (calls.isEmpty()) {
      return Optional.of(
          answer.text().isBlank()
              ? "no call; the answer is empty"
              : "no call; the answer begins '%s'"
                  .formatted(Excerpt.of(answer.text().strip(), SHOWN)));
    }
    if (calls.size() > 1) {
      return Optional.of("%d calls: %s".formatted(calls.size(), names(calls)));
    }
    Answer.ToolCall call = calls.getFirst();
    if (!call.name().equals(tool.name())) {
      return Optional.of("called %s, not %s".formatted(names(calls), tool.name()));
    }
    return Documents.fault(tool.parameters(), call.arguments())
        .map(fault -> "arguments of %s: %s".formatted(tool.name(), Excerpt.of(fault, SHOWN)));
  }

  private static String names(List<Answer.ToolCall> calls) {
    return calls.stream()
        .limit(SHOWN_CALLS)
        .map(call -> Excerpt.of(call.name(), SHOWN_OF_NAME))
        .collect(Collectors.joining(", "));
  }
}
