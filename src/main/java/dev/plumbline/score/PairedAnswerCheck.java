package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How right an answer is, by what the probe expects of it, to be compared with the answer of the
 * target's peer to the same probe at the same moment. Detection joins the two sides; here each is
 * graded by itself, the same way.
 *
 * <p>The grade is the least of those that the probe's other checks give ({@code answer}, {@code
 * format}, {@code tool-call}, {@code stop-reason}, {@code language}): 0 where one fails, 1 where
 * all pass, a share where an {@code answer} has items. Those that can say nothing of this answer do
 * not count.
 */
final class PairedAnswerCheck implements Check {
  static final String NAME = CheckUse.PAIRED_ANSWER;

  private final List<Check> graders;

  PairedAnswerCheck(List<Check> graders) {
    this.graders = List.copyOf(graders);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return graders(target, probe).isEmpty()
        ? Optional.of("the probe expects nothing of its answer that could be graded")
        : Optional.empty();
  }

  @Override
  public Optional<String> unwatched(Target target, Probe probe) {
    return target.peer() == null
        ? Optional.of("the target names no peer; others may be compared with it")
        : inapplicable(target, probe);
  }

  @Override
  public Reading read(Subject subject) {
    double least = 1;
    boolean told = false;
    List<String> found = new ArrayList<>();
    Reading.NotATrial none = new Reading.NotATrial("nothing of the answer could be graded");
    for (Check grader : graders(subject.target(), subject.probe())) {
      switch (grader.read(subject)) {
        case Reading.Trial(boolean failed, String what) -> {
          told = true;
          least = failed ? 0 : least;
          note(failed, grader, what, found);
        }
        case Reading.Score(double score, String what) -> {
          told = true;
          least = Math.min(least, score);
          note(score < 1, grader, what, found);
        }
        case Reading.NotATrial(String reason) ->
            none = new Reading.NotATrial(grader.name() + ": " + reason);
        case Reading.Compared _, Reading.Graded _, Reading.Quantity _ ->
            throw new IllegalStateException(grader.name() + " does not grade");
      }
    }
    return told
        ? new Reading.Graded(least, subject.target().peer(), String.join("; ", found))
        : none;
  }

  private static void note(boolean lacking, Check grader, String what, List<String> found) {
    if (lacking) {
      found.add(grader.name() + ": " + what);
    }
  }

  private List<Check> graders(Target target, Probe probe) {
    return graders.stream()
        .filter(grader -> probe.uses(grader.name()))
        .filter(grader -> grader.inapplicable(target, probe).isEmpty())
        .toList();
  }
}
