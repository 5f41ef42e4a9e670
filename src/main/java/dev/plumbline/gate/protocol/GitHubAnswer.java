package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.input.Printable;
import java.time.Instant;

/** What is said to GitHub, in at most {@value #MOST_CHARACTERS} characters. */
sealed interface GitHubAnswer {
  /** GitHub takes no more. */
  int MOST_CHARACTERS = 1_024;

  String comment();

  /** The deployment goes on. */
  record Approved(String comment) implements GitHubAnswer {}

  /** The deployment ends. */
  record Rejected(String comment) implements GitHubAnswer {}

  /** It waits. */
  record Waiting(String comment) implements GitHubAnswer {}

  /** Approved where the gate is open, rejected where its verdict blocks; our failure waits. */
  static GitHubAnswer of(Evaluation evaluation, Instant now) {
    String comment =
        Printable.brief(
            "Gate %s, evaluation %s, %s: %s"
                .formatted(
                    evaluation.request().gate(),
                    evaluation.id(),
                    evaluation.running() ? "running" : evaluation.verdict(),
                    evaluation.running()
                        ? evaluation.body().progress()
                        : String.join("; ", evaluation.body().reasons())),
            MOST_CHARACTERS);
    if (evaluation.opens(now)) {
      return new Approved(comment);
    }
    boolean blocks =
        !evaluation.running()
            && !"error".equals(evaluation.verdict())
            && evaluation.body().status().equals("TERMINAL");
    return blocks ? new Rejected(comment) : new Waiting(comment);
  }
}
