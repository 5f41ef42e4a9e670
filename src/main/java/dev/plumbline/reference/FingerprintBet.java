package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Node;
import dev.plumbline.reference.AnswerTree.Walk;
import dev.plumbline.stats.BinnedRatio;
import dev.plumbline.stats.BoundedRatio;
import dev.plumbline.stats.Contamination;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bets that another pool answered, by how answers differ between the two: misrouting seen without
 * an identity in the response. The score of an answer is how much stranger it is to this pool's
 * reference than to the other's; what a score is worth is counted, see {@link BinnedRatio}.
 *
 * @param other target the draws of the other kind came from
 * @param otherAnswers by probe, what the other pool says
 * @param ratio of one alternative
 */
public record FingerprintBet(
    String other, SortedMap<String, AnswerTree> otherAnswers, BoundedRatio ratio) {
  private static final double MOST_OF_UNIT = 12.5;
  private static final double MOST = 100;

  /** In order, so that the same reference is the same text. */
  public FingerprintBet {
    otherAnswers = Collections.unmodifiableSortedMap(new TreeMap<>(otherAnswers));
  }

  /** Empty where there are too few draws to count by. */
  static Optional<FingerprintBet> of(
      String other, SortedMap<String, AnswerTree> others, Scores scores, double delta) {
    return BinnedRatio.capture(scores.own(), scores.other())
        .map(ratio ->
            new FingerprintBet(
                other, others, ratio.bounded(scores.second(), delta, Contamination.standard())));
  }

  /**
   * Scores of draws.
   *
   * @param own of capture A
   * @param other of the other pool
   * @param second of capture B, in strata
   */
  record Scores(List<Double> own, List<Double> other, List<List<Double>> second) {}

  /** How likelier from the other pool; null where that pool's answers to the probe are unknown. */
  @Nullable Double ratio(String probe, AnswerTree own, List<Unit> units, PoolNoise noise) {
    AnswerTree others = otherAnswers.get(probe);
    return others == null ? null : Math.exp(ratio.logRatio(score(own, others, units, noise)));
  }

  static double score(AnswerTree own, AnswerTree others, List<Unit> units, PoolNoise noise) {
    return Math.clamp(
        strangeness(own, units, noise) - strangeness(others, units, noise), -MOST, MOST);
  }

  /** −ln of how often the branches were taken, and half the squared distances on the way. */
  private static double strangeness(AnswerTree tree, List<Unit> units, PoolNoise noise) {
    Walk walk = tree.walk(units);
    double sum = 0;
    double before = tree.nodes().getFirst().draws();
    for (int i = 0; i < walk.path().size(); i++) {
      Node node = walk.path().get(i);
      sum += Math.log(before / node.draws());
      Double own = units.get(i).sureness();
      if (own != null && node.sureness() != null && node.spread() != null) {
        double z = (own - node.sureness()) / Math.max(node.spread(), noise.leastScale());
        sum += Math.min(z * z / 2, MOST_OF_UNIT);
      }
      before = node.draws();
    }
    return walk.parting() == null ? sum : sum + Math.log(before + 1);
  }
}
