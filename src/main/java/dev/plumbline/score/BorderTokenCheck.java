package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.References;
import dev.plumbline.score.Comparing.Need;
import dev.plumbline.score.Comparing.Pair;
import java.util.Optional;

/**
 * The first token of the answer to a border prompt, where several are about as probable, must be
 * one the reference saw. The slightest change of the weights brings others, and no log-probability
 * is needed to see it.
 */
final class BorderTokenCheck implements Check {
  static final String NAME = "border-token";

  private static final int SHOWN = 20;

  private final Comparing comparing;

  BorderTokenCheck(References references) {
    comparing = new Comparing(references);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return comparing.inapplicable(
        target,
        new Need(
            reference -> reference.border() != null,
            "the reference was captured without border prompts"));
  }

  @Override
  public Reading read(Subject subject) {
    return comparing.read(subject, BorderTokenCheck::read);
  }

  private static Optional<Reading> read(Pair pair) {
    String first = Excerpt.of(pair.units().getFirst().text(), SHOWN);
    return pair.reference()
        .borderRatio(pair.probe(), pair.units())
        .map(ratio ->
            pair.compared(
                ratio > 0,
                ratio,
                "begins with '%s', which the reference never saw".formatted(first)));
  }
}
