package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Node;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far the log-probabilities of an answer are from those of its reference: the mean over the
 * units they share of |s − median|/scale, s the {@link Unit#sureness}, each at most {@value #MOST}
 * so that no single one decides.
 */
final class LogprobDistance {
  private static final double MOST = 20;

  /** The mean of fewer says little. */
  private static final int FEWEST_UNITS = 3;

  private LogprobDistance() {}

  /** In scales; empty where answer and reference share too little. */
  static OptionalDouble of(List<Node> path, List<Unit> units, PoolNoise noise) {
    double sum = 0;
    int shared = 0;
    for (int i = 0; i < path.size(); i++) {
      Node node = path.get(i);
      Double own = units.get(i).sureness();
      if (own != null && node.sureness() != null && node.spread() != null) {
        double scale = Math.max(node.spread(), noise.leastScale());
        sum += Math.min(Math.abs(own - node.sureness()) / scale, MOST);
        shared++;
      }
    }
    return shared < FEWEST_UNITS ? OptionalDouble.empty() : OptionalDouble.of(sum / shared);
  }
}
