package dev.plumbline.reference;

import dev.plumbline.probe.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search for border prompts found, and what it took.
 *
 * @param found the most evenly balanced first
 * @param screened candidates that were asked at all
 * @param promising of those, candidates that were not dropped after their first draws
 * @param weighed of those, candidates whose shares were told
 */
public record BorderFindings(
    List<BorderPrompt> found, int screened, int promising, int weighed, Spent spent) {

  public BorderFindings {
    found = List.copyOf(found);
  }

  /**
   * What was sent and what came of it.
   *
   * @param requests sent
   * @param unanswered of those
   * @param empty answers that ended before a first token
   * @param notAnswered the first that was not; null where all were
   */
  public record Spent(int requests, int unanswered, int empty, @Nullable Outcome notAnswered) {}
}
