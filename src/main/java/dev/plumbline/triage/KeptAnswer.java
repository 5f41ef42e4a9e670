package dev.plumbline.triage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that failed, beside what was expected.
 *
 * @param prompt what was asked last; null where the catalog no longer holds the probe
 * @param expected an example of a healthy answer; null where the probe has none
 * @param changed whether the suite has changed since, so that prompt and example may have too
 * @param outcome how the exchange ended, in one word
 * @param cut whether the answer is longer than shown
 */
record KeptAnswer(
    String exchange,
    String target,
    String suite,
    String probe,
    Instant at,
    @Nullable String prompt,
    @Nullable String expected,
    boolean changed,
    String outcome,
    List<Piece> answer,
    boolean cut,
    List<Failure> failures) {

  /**
   * A stretch of the answer.
   *
   * @param why it is marked; null where it is not
   */
  record Piece(String text, @Nullable String why) {}

  /** What a check found. */
  record Failure(String check, String found) {}

  List<Piece> marked() {
    return answer.stream().filter(piece -> piece.why() != null).toList();
  }
}
