package dev.plumbline.detect;

import java.util.List;
import java.util.Optional;

/**
 * What became of the turns of a sticky session after its first failed one: those were not selected
 * by having failed. Most of them fail where a fault stays with a session, as a routing table's
 * does; few do where it meets each request by itself. Turns of a session depend on each other, so a
 * session counts once.
 */
public final class FurtherTurns {
  /** The word under which they are counted beside aspects. */
  public static final String WORD = "further-turns";

  private static final String AFTER_A_FAILURE = "after-a-failure";

  private FurtherTurns() {}

  /** A failure where half of them failed or more; empty where none came after a failure. */
  static Optional<AspectCount> of(LeafTrial trial) {
    List<LeafTrial.Answer> answers = trial.answers();
    int first = 0;
    while (first < answers.size() && !answers.get(first).failed()) {
      first++;
    }
    if (!trial.sticky() || first + 1 >= answers.size()) {
      return Optional.empty();
    }
    List<LeafTrial.Answer> further = answers.subList(first + 1, answers.size());
    long failed = further.stream().filter(LeafTrial.Answer::failed).count();
    return Optional.of(
        new AspectCount(
            WORD, AFTER_A_FAILURE, 1, 2 * failed >= further.size() ? 1 : 0, further.size()));
  }
}
