package dev.plumbline.lab.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Builds the explicit head of a distribution around a leading token and its rival. */
final class Heads {
  /** More than the 20 alternatives a response may list, so that the tail is never listed. */
  static final int SIZE = 24;

  private static final double LEAD = 18;
  private static final double TAIL_BELOW_HEAD = 4;

  private Heads() {}

  /**
   * @param margin lead of {@code token} over {@code rival} in nats; negative where the rival leads
   */
  static Logits around(Vocabulary vocabulary, int token, int rival, double margin, long seed) {
    Set<Integer> head = new LinkedHashSet<>(List.of(token, rival));
    head.add(vocabulary.end());
    fill(head, vocabulary.ofShape(vocabulary.shape(token)), seed);
    fill(head, vocabulary.ofShape(Alternatives.SYMBOL), seed);
    int[] tokens = head.stream().mapToInt(Integer::intValue).toArray();
    double[] values = new double[tokens.length];
    values[0] = LEAD;
    values[1] = LEAD - margin;
    double value = LEAD - Math.max(margin, 0);
    for (int i = 2; i < tokens.length; i++) {
      value -= i == 2 ? 2 + Draws.unit(seed, 3) : 0.1 + 0.4 * Draws.unit(seed, i + 100);
      values[i] = value;
    }
    return new Logits(tokens, values, value - TAIL_BELOW_HEAD, vocabulary.size());
  }

  private static void fill(Set<Integer> head, List<Integer> from, long seed) {
    for (int i = 0; i < 3 * SIZE && head.size() < SIZE && !from.isEmpty(); i++) {
      head.add(from.get(Draws.below(from.size(), Draws.hash(seed, i + 200))));
    }
  }
}
