package dev.plumbline.lab.model;

import java.util.Map;
import java.util.Set;

/**
 * What a fault does to the decoding of one answer.
 *
 * @param boosted by step: a token whose logit is raised above all others before anything is
 *     computed from the logits, so that it honestly is the most probable one
 * @param dropped steps at which the most probable token is taken out after log-probabilities were
 *     computed and before the draw
 */
public record Intervention(Map<Integer, Integer> boosted, Set<Integer> dropped) {
  public static final Intervention NONE = new Intervention(Map.of(), Set.of());
}
