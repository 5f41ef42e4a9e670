package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Walk;
import dev.plumbline.stats.ClopperPearson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bets that answers leave what all draws with the same beginning said, where at least {@value
 * #FEWEST_DRAWS} did: what a large lead is where there are no log-probabilities.
 *
 * @param objective p₀: upper limit of how often capture B left it
 */
public record UnanimityBet(double objective) {
  static final int FEWEST_DRAWS = 300;

  /** Of answers to probes where enough draws agree somewhere; empty where there is none. */
  static Optional<UnanimityBet> of(
      Map<String, AnswerTree> trees, List<List<Draw>> strata, double delta) {
    Map<String, AnswerTree> decided = new HashMap<>(trees);
    decided.values().removeIf(tree -> !decided(tree));
    OptionalDouble worst =
        strata.stream()
            .map(draws -> walks(draws, decided))
            .filter(walks -> !walks.isEmpty())
            .mapToDouble(walks -> {
              long left = walks.stream().filter(UnanimityBet::leaves).count();
              return ClopperPearson.upper(left, walks.size(), delta / strata.size());
            })
            .max();
    return worst.isEmpty() ? Optional.empty() : Optional.of(new UnanimityBet(worst.getAsDouble()));
  }

  private static List<Walk> walks(List<Draw> draws, Map<String, AnswerTree> trees) {
    List<Walk> walks = new ArrayList<>();
    for (Draw draw : draws) {
      AnswerTree tree = trees.get(draw.probe());
      if (tree != null) {
        walks.add(tree.walk(draw.units()));
      }
    }
    return walks;
  }

  /** Whether an answer parts where all draws that came so far went on together. */
  static boolean leaves(Walk walk) {
    Walk.Parting parting = walk.parting();
    return parting != null
        && parting.last().draws() >= FEWEST_DRAWS
        && parting.usual().draws() == parting.last().draws();
  }

  /** Whether the tree has a position where enough draws agree. */
  static boolean decided(AnswerTree tree) {
    List<AnswerTree.Node> nodes = tree.nodes();
    return nodes.stream()
        .anyMatch(node ->
            node.parent() >= 0
                && node.draws() >= FEWEST_DRAWS
                && node.draws() == nodes.get(node.parent()).draws());
  }
}
