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

/**
 * Without log-probabilities, an answer may leave the reference only where some of its draws did:
 * leaving what 300 draws with the same beginning agree on fails.
 */
final class UnanimityCheck implements Check {
  static final String NAME = "unanimity";

  private static final int SHOWN = 20;

  private final Comparing comparing;

  UnanimityCheck(References references) {
    comparing = new Comparing(references);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return target.capabilities().contains(Capability.LOGPROBS)
        ? Optional.of("the target returns log-probabilities; divergence sees more")
        : comparing.inapplicable(
            target,
            new Need(
                reference -> reference.unanimity() != null,
                "the reference has no position that 300 draws agree on; capture 300 a probe"));
  }

  @Override
  public Reading read(Subject subject) {
    return comparing.read(subject, UnanimityCheck::read);
  }

  private static Optional<Reading> read(Pair pair) {
    return pair.reference()
        .unanimityRatio(pair.probe(), pair.units())
        .map(ratio -> pair.compared(ratio > 0, ratio, found(pair)));
  }

  private static String found(Pair pair) {
    return pair.reference()
        .walk(pair.probe(), pair.units())
        .flatMap(walk -> Optional.ofNullable(walk.parting()).map(it -> found(walk, it)))
        .orElse("");
  }

  private static String found(Walk walk, Parting parting) {
    return "unit %d is '%s', all %d draws say '%s'"
        .formatted(
            walk.path().size(),
            Excerpt.of(parting.said(), SHOWN),
            parting.last().draws(),
            Excerpt.of(parting.usual().unit(), SHOWN));
  }
}
