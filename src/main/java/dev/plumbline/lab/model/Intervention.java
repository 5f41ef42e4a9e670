package dev.plumbline.lab.model;

import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a fault does to the decoding of one answer.
 *
 * @param biased steps at which {@linkplain Vocabulary#rare() rare} tokens get a large bias before
 *     anything is computed from the logits, so that one of them honestly is the most probable one
 * @param miscompiled steps computed by an executable whose parts disagree on precision: the
 *     probability that a token must have to be drawn is in single precision, the probabilities are
 *     in bfloat16. A most probable token that is rounded down falls below its own bar.
 */
public record Intervention(Set<Integer> biased, IntPredicate miscompiled) {
  public static final Intervention NONE = new Intervention(Set.of(), _ -> false);
}
