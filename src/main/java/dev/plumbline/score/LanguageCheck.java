package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import java.util.Optional;

/**
 * The answer must be written in the language that the probe says. Judged is the end of the answer:
 * a model that slips into another language seldom comes back.
 */
final class LanguageCheck implements Check {
  static final String NAME = CheckUse.Language.NAME;

  /**
   * How many times as likely another language must be. On 80 letters and more of 41 languages none
   * was ever 1.6 times as likely as the true one, while of texts in a wrong language 999 of 1000
   * are at least 2.5 times as likely in their own.
   */
  static final double CLEARLY = 2;

  /** Shorter texts are guesses. */
  static final int ENOUGH = 80;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    Optional<CheckUse.Language> use = probe.use(CheckUse.Language.class);
    if (use.isEmpty()) {
      return Optional.of("the probe does not say in which language; use {language: de}");
    }
    return LanguageModel.loaded().knows(use.get().tag())
        ? Optional.empty()
        : Optional.of("no model for language '%s'".formatted(use.get().tag()));
  }

  @Override
  public Reading read(Subject subject) {
    String expected = subject.probe().use(CheckUse.Language.class).orElseThrow().tag();
    Prose prose = Prose.of(subject.answer().text());
    if (prose.weight() < ENOUGH) {
      return new Reading.NotATrial(
          "%d letters of prose, of %d needed".formatted(prose.weight(), ENOUGH));
    }
    LanguageModel.Guess guess = LanguageModel.loaded().guess(prose.end(), expected);
    return guess.timesAsLikely() < CLEARLY
        ? new Reading.Trial(false, "")
        : new Reading.Trial(
            true,
            "%s is %.1f times as likely as %s"
                .formatted(guess.language(), guess.timesAsLikely(), expected));
  }
}
