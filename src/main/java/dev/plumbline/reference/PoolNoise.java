package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far log-probabilities of one pool differ between two answers to the same prompt: rounding,
 * batching, and the grid some platforms round to.
 *
 * @param epsilon half the largest distance of a lead from the median of its position that capture A
 *     saw, in nats
 * @param grid whether leads are multiples of {@value #GRID_STEP} nat
 */
public record PoolNoise(double epsilon, boolean grid) {
  static final double GRID_STEP = 0.125;

  /** What nobody cares about: below it, a spread says nothing. Four decimals are printed. */
  private static final double LEAST_SCALE = 0.005;

  private static final double ON_GRID = 1e-3;

  /** Fewer leads lie on the grid by chance. */
  private static final int ENOUGH_LEADS = 50;

  /** Least scale a distance is measured in, in nats; on a grid half a step. */
  public double leastScale() {
    return grid ? GRID_STEP / 2 : LEAST_SCALE;
  }

  static PoolNoise of(Map<String, AnswerTree> trees, Collection<Draw> draws) {
    double epsilon = 0;
    for (Draw draw : draws) {
      List<Node> path = Objects.requireNonNull(trees.get(draw.probe())).walk(draw.units()).path();
      for (int i = 0; i < path.size(); i++) {
        Double median = path.get(i).sureness();
        Double own = draw.units().get(i).sureness();
        if (median != null && own != null) {
          // A lead is a difference of two.
          epsilon = Math.max(epsilon, Math.abs(own - median) / 2);
        }
      }
    }
    return new PoolNoise(epsilon, onGrid(draws));
  }

  private static boolean onGrid(Collection<Draw> draws) {
    List<Double> leads =
        draws.stream()
            .flatMap(draw -> draw.units().stream())
            .map(Unit::lead)
            .filter(Objects::nonNull)
            .filter(lead -> Math.abs(lead) > ON_GRID)
            .toList();
    return leads.size() >= ENOUGH_LEADS
        && leads.stream()
            .allMatch(lead -> Math.abs(lead - GRID_STEP * Math.round(lead / GRID_STEP)) <= ON_GRID);
  }
}
