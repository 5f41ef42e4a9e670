package dev.plumbline.gate;

import dev.plumbline.catalog.Hash;
import dev.plumbline.catalog.Slice;

/**
 * What an evaluation is of: asking again for the same is asking for the same evaluation.
 *
 * @param subject the candidate
 * @param build what the candidate runs, as the deployment tool names it
 * @param policy version of the policy; a changed policy is another evaluation
 */
public record EvaluationKey(Slice subject, String build, String policy) {

  public static EvaluationKey of(Slice subject, String build, Policy policy) {
    return new EvaluationKey(subject, build, policy.version());
  }

  /** The same key has the same id, on every machine. */
  public String id() {
    return Hash.of(this);
  }
}
