package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.answer.AnswerGrader;
import dev.plumbline.score.answer.Grade;
import java.util.Optional;

/** The answer must be right. A list of items is right in part, so it gets a score instead. */
final class AnswerCheck implements Check {
  static final String NAME = CheckUse.Answer.NAME;

  private static final int SHOWN = 120;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return probe.use(CheckUse.Answer.class).isPresent()
        ? Optional.empty()
        : Optional.of("the probe does not say what a right answer is");
  }

  @Override
  public Reading read(Subject subject) {
    if (subject.response().cut()) {
      return new Reading.NotATrial("the answer was longer than Plumbline keeps");
    }
    Expected expected = subject.probe().use(CheckUse.Answer.class).orElseThrow().expected();
    String answer = subject.answer().text();
    if (answer.isBlank()) {
      return expected instanceof Expected.Items
          ? new Reading.Score(0, "the answer is empty")
          : new Reading.Trial(true, "the answer is empty");
    }
    return switch (AnswerGrader.grade(expected, answer)) {
      case Grade.Right() -> new Reading.Trial(false, "");
      case Grade.Wrong(String right, String got) -> new Reading.Trial(true, found(right, got));
      case Grade.Part(double share, String lacks) ->
          new Reading.Score(share, Excerpt.of(lacks, 2 * SHOWN));
      case Grade.Open(String reason) -> new Reading.NotATrial(reason);
    };
  }

  private static String found(String expected, String got) {
    return "expected %s, got %s".formatted(Excerpt.of(expected, SHOWN), Excerpt.of(got, SHOWN));
  }
}
