package dev.plumbline.score;

/**
 * Fails on answers that turn in circles: one that ends in the same words over and over, or is
 * hardly more than one passage repeated.
 */
final class RepetitionCheck implements Check {
  static final String NAME = "repetition";

  private static final int SHOWN = 40;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Reading read(Subject subject) {
    String text = subject.answer().text().strip();
    if (text.isEmpty()) {
      return new Reading.NotATrial("the answer is empty");
    }
    return Loop.atEnd(text)
        .filter(Loop::isDegenerate)
        .<Reading>map(loop -> new Reading.Trial(true, loop.shown(SHOWN)))
        .orElseGet(() -> passages(text));
  }

  private static Reading passages(String text) {
    double share = Redundancy.distinctShare(text);
    return share < Redundancy.TOO_LOW
        ? new Reading.Trial(true, "only %.0f %% of it is not repeated".formatted(100 * share))
        : new Reading.Trial(false, "");
  }
}
