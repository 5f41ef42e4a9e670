package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer must end as the probe expects. A word we do not know is not held against the target:
 * it may be a new one for what was expected.
 */
final class StopReasonCheck implements Check {
  static final String NAME = CheckUse.Stop.NAME;

  private static final int SHOWN = 40;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return probe.use(CheckUse.Stop.class).isPresent()
        ? Optional.empty()
        : Optional.of("the probe does not say how its answer must end");
  }

  @Override
  public Reading read(Subject subject) {
    @Nullable String word = subject.answer().finishReason();
    if (word == null) {
      return new Reading.NotATrial("the response does not say why the answer ended");
    }
    StopReason expected = subject.probe().use(CheckUse.Stop.class).orElseThrow().expected();
    String shown = "'" + Excerpt.of(word, SHOWN) + "'";
    return switch (StopWord.of(word)) {
      case StopWord.Known(StopReason reason) when reason == expected ->
          new Reading.Trial(false, "");
      case StopWord.Known _, StopWord.Otherwise _ ->
          new Reading.Trial(true, "expected %s, got %s".formatted(name(expected), shown));
      case StopWord.Unknown _ -> new Reading.NotATrial("unknown reason to end " + shown);
    };
  }

  private static String name(StopReason reason) {
    return switch (reason) {
      case END -> "the end";
      case LENGTH -> "the token limit";
      case TOOL_USE -> "a tool call";
    };
  }
}
