package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Walk;
import dev.plumbline.stats.ClopperPearson;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bets that answers leave what all draws with the same beginning said, where at least {@value
 * #FEWEST_DRAWS} did: what a large lead is where there are no log-probabilities.
 *
 * @param objective p₀: upper limit of how often capture B left it
 */
public record UnanimityBet(double objective) {
  static final int FEWEST_DRAWS = 300;

  static UnanimityBet of(Map<String, AnswerTree> trees, List<List<Draw>> strata, double delta) {
    return new UnanimityBet(
        strata.stream()
            .mapToDouble(stratum -> {
              long left =
                  stratum.stream()
                      .filter(draw ->
                          leaves(
                              Objects.requireNonNull(trees.get(draw.probe())).walk(draw.units())))
                      .count();
              return ClopperPearson.upper(left, stratum.size(), delta / strata.size());
            })
            .max()
            .orElseThrow());
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
