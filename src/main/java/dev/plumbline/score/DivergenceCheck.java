package dev.plumbline.score;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.AnswerTree.Walk;
import dev.plumbline.reference.AnswerTree.Walk.Parting;
import dev.plumbline.reference.References;
import dev.plumbline.score.Comparing.Need;
import dev.plumbline.score.Comparing.Pair;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * At temperature 0 an answer may leave the reference only where the reference itself was undecided:
 * the first divergence fails where every reference draw led by {@value #CLEAR_LEAD} nat or more.
 * Sees what the response's own log-probabilities cannot: a target that computes them after the step
 * that is broken.
 */
final class DivergenceCheck implements Check {
  static final String NAME = "divergence";

  private static final double CLEAR_LEAD = 1;
  private static final int SHOWN = 20;

  private final Comparing comparing;

  DivergenceCheck(References references) {
    comparing = new Comparing(references);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    if (!target.capabilities().contains(Capability.LOGPROBS)) {
      return Optional.of("the target returns no log-probabilities; unanimity sees this");
    }
    if (!target.capabilities().contains(Capability.TEMPERATURE)
        || probe.sampling().temperature() == null
        || probe.sampling().temperature() != 0) {
      return Optional.of("the probe is not sampled at temperature 0");
    }
    return comparing.inapplicable(target, new Need(_ -> true, ""));
  }

  @Override
  public Reading read(Subject subject) {
    return comparing.read(subject, DivergenceCheck::read);
  }

  private static Optional<Reading> read(Pair pair) {
    return pair.reference()
        .walk(pair.probe(), pair.units())
        .map(walk -> trial(walk, CLEAR_LEAD + 2 * pair.reference().noise().epsilon()));
  }

  private static Reading trial(Walk walk, double clear) {
    @Nullable Parting parting = walk.parting();
    Double lead = parting == null ? null : parting.last().lead();
    if (parting == null || lead == null || lead < clear) {
      return new Reading.Trial(false, "");
    }
    return new Reading.Trial(
        true,
        "unit %d is '%s', the reference says '%s' by %.1f nats"
            .formatted(
                walk.path().size(),
                Excerpt.of(parting.said(), SHOWN),
                Excerpt.of(parting.usual().unit(), SHOWN),
                lead));
  }
}
