package dev.plumbline.score;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.References;
import dev.plumbline.score.Comparing.Need;
import dev.plumbline.score.Comparing.Pair;
import java.util.Optional;

/**
 * The log-probabilities of an answer must be those of the reference, as closely as healthy answers
 * are. Sees other weights, fewer bits and a context that was cut, long before an answer is wrong.
 */
final class LogprobDriftCheck implements Check {
  static final String NAME = "logprob-drift";

  private final Comparing comparing;

  LogprobDriftCheck(References references) {
    comparing = new Comparing(references);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return target.capabilities().contains(Capability.LOGPROBS)
        ? comparing.inapplicable(
            target,
            new Need(
                reference -> reference.drift() != null,
                "the reference has too few log-probabilities to compare with"))
        : Optional.of("the target returns no log-probabilities");
  }

  @Override
  public Reading read(Subject subject) {
    return comparing.read(subject, pair -> Optional.of(read(pair, Comparing.drawn(subject))));
  }

  private static Reading read(Pair pair, double tieBreak) {
    return pair.reference()
        .driftRatio(pair.probe(), pair.units(), tieBreak)
        .map(ratio -> pair.compared(ratio >= Comparing.STRANGE, ratio, found(ratio)))
        .orElseGet(
            () -> new Reading.NotATrial("answer and reference share too few log-probabilities"));
  }

  private static String found(double ratio) {
    return "its log-probabilities are %.3g times likelier of a regression".formatted(ratio);
  }
}
