package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The target must count as many prompt tokens as its model's tokenizer and chat template make of
 * the prompt: another number means another template, a cut prompt, or a context not ours.
 */
final class UsageCheck implements Check {
  static final String NAME = CheckUse.Usage.NAME;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    String model = target.labels().model();
    return expected(probe, model).isPresent()
        ? Optional.empty()
        : Optional.of("the probe gives no number of prompt tokens for model " + model);
  }

  @Override
  public Reading read(Subject subject) {
    Answer.@Nullable Usage usage = subject.answer().usage();
    if (usage == null) {
      return new Reading.NotATrial("the response has no usage");
    }
    int expected = expected(subject.probe(), subject.target().labels().model()).orElseThrow();
    return usage.promptTokens() == expected
        ? new Reading.Trial(false, "")
        : new Reading.Trial(
            true, "expected %d prompt tokens, got %d".formatted(expected, usage.promptTokens()));
  }

  private static Optional<Integer> expected(Probe probe, String model) {
    return probe
        .use(CheckUse.Usage.class)
        .map(CheckUse.Usage::promptTokens)
        .flatMap(byModel -> Optional.ofNullable(byModel.get(model)));
  }
}
