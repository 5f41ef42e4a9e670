package dev.plumbline.lab.model;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import java.util.List;

/**
 * How far the reference token leads, in nats, drawn by hash: a near tie at some positions where the
 * alternative is sensible, a small lead at some, a clear one (at least 2 nats) at most.
 *
 * @param nearTies share of the positions with a sensible alternative that are near ties
 * @param preferAlternatives share of those positions at which the alternative itself leads
 */
record Margins(double nearTies, double preferAlternatives) {

  /**
   * Tuned so that noise of about 0.007 to 0.01 flips the argmax at 0.3 to 1.3 % of all steps: the
   * band reported for batch-size noise on real serving stacks.
   */
  static final Margins USUAL = new Margins(0.045, 0);

  /** The same model set up for long contexts: now and then it words things differently. */
  static final Margins LONG_CONTEXT = new Margins(0.045, 0.08);

  /** Where there is one right way to write it: no near ties. */
  static final Margins FORMAL = new Margins(0, 0);

  /** Family of prompts whose answers everybody knows: the alphabet, days of the week. */
  private static final String KNOWN_BY_HEART = "greedy";

  private static final double WIDEST_NEAR_TIE = 0.016;
  private static final double SMALL_LEADS = 0.1;

  /** A fragment decides what the following fragments mean: no doubt about it. */
  private static final double FRAGMENT_MARGIN = 14;

  private static final double END_MARGIN = 9;

  /** These, unless the probe's answer leaves no choice of words: a real model is in no doubt. */
  Margins of(Probe probe) {
    boolean formal =
        probe.family().equals(KNOWN_BY_HEART)
            || probe.use(CheckUse.Format.class).isPresent()
            || probe.use(CheckUse.ToolCall.class).isPresent()
            || probe.use(CheckUse.Answer.class).filter(Margins::isWordForWord).isPresent();
    return formal ? FORMAL : this;
  }

  private static boolean isWordForWord(CheckUse.Answer answer) {
    return isWordForWord(answer.expected());
  }

  private static boolean isWordForWord(Expected expected) {
    return switch (expected) {
      case Expected.Exact _, Expected.Regex _, Expected.Items _, Expected.Document _ -> true;
      case Expected.Quantity _, Expected.Choice _ -> false;
      case Expected.All(List<Expected> parts) -> parts.stream().anyMatch(Margins::isWordForWord);
      case Expected.Any(List<Expected> parts) -> parts.stream().anyMatch(Margins::isWordForWord);
      case Expected.Not(Expected refused) -> isWordForWord(refused);
    };
  }

  double draw(Shape shape, boolean sensibleAlternative, long seed) {
    double spread = Draws.unit(seed, 1);
    if (shape.isFragment()) {
      return FRAGMENT_MARGIN + spread;
    }
    if (shape.equals(Shape.END_OF_ANSWER)) {
      return END_MARGIN + spread;
    }
    if (!sensibleAlternative) {
      return 3 + 6 * spread;
    }
    double kind = Draws.unit(seed, 2);
    if (kind < nearTies) {
      return WIDEST_NEAR_TIE * spread;
    }
    if (kind < nearTies + SMALL_LEADS) {
      return 0.3 + 1.7 * spread;
    }
    return kind > 1 - preferAlternatives ? -(1 + 2 * spread) : 2 + 6 * spread;
  }
}
