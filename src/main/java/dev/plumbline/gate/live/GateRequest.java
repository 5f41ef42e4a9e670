package dev.plumbline.gate.live;

import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A release question.
 *
 * @param gate name of the policy
 * @param candidate name of the target that is to be judged
 * @param baseline name of the target it is compared with
 * @param build what the candidate runs, as the deployment tool names it
 * @param environment where it is going; null: nobody says
 */
public record GateRequest(
    String gate, String candidate, String baseline, String build, @Nullable String environment) {
  private static final int MOST = 300;

  /**
   * Checks what was given.
   *
   * @throws InvalidFieldException with the field and what is wrong
   */
  public GateRequest {
    require("gate", gate);
    require("candidate", candidate);
    require("baseline", baseline);
    require("build", build);
    if (environment != null) {
      require("environment", environment);
    }
    if (candidate.equals(baseline)) {
      throw new InvalidFieldException("baseline", "is the candidate itself; name another target");
    }
  }

  private static void require(String field, String text) {
    if (text.isBlank()) {
      throw new InvalidFieldException(field, "is missing");
    }
    if (text.length() > MOST || !text.equals(Printable.brief(text, MOST))) {
      throw new InvalidFieldException(
          field, "must be printable, and at most %d characters".formatted(MOST));
    }
  }
}
