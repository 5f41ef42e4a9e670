package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Node;
import dev.plumbline.stats.RobustScale;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts answers to one probe together into a tree. */
final class TreeBuilder {
  /** What a single draw said says nothing of the next. */
  private static final int FEWEST = 2;

  /** A median of fewer distances is no spread. */
  private static final int FEWEST_FOR_SPREAD = 8;

  private final List<Node> nodes = new ArrayList<>();

  /** Answers that have the units up to {@code depth} in common, and the node of the last one. */
  private record Branch(int node, int depth, List<List<Unit>> answers) {}

  private TreeBuilder() {}

  static AnswerTree of(List<List<Unit>> answers) {
    return new TreeBuilder().build(answers);
  }

  private AnswerTree build(List<List<Unit>> answers) {
    nodes.add(new Node(-1, Unit.END, answers.size(), lead(answers, 0), null, null));
    Deque<Branch> open = new ArrayDeque<>(List.of(new Branch(0, 0, answers)));
    while (!open.isEmpty()) {
      Branch branch = open.remove();
      byNext(branch)
          .forEach((text, same) -> {
            if (same.size() >= FEWEST) {
              int depth = branch.depth() + 1;
              nodes.add(node(branch, text, same));
              open.add(new Branch(nodes.size() - 1, depth, same));
            }
          });
    }
    return new AnswerTree(nodes);
  }

  /** In the order of the texts, so that the same answers give the same tree. */
  private static Map<String, List<List<Unit>>> byNext(Branch branch) {
    Map<String, List<List<Unit>>> groups = new TreeMap<>();
    for (List<Unit> answer : branch.answers()) {
      if (branch.depth() < answer.size()) {
        String text = answer.get(branch.depth()).text();
        groups.computeIfAbsent(text, _ -> new ArrayList<>()).add(answer);
      }
    }
    return groups;
  }

  private static Node node(Branch before, String text, List<List<Unit>> answers) {
    int depth = before.depth();
    List<Double> known =
        answers.stream()
            .map(answer -> answer.get(depth).sureness())
            .filter(Objects::nonNull)
            .toList();
    boolean enough = known.size() >= FEWEST_FOR_SPREAD;
    @Nullable RobustScale scale = enough ? RobustScale.of(known, Double.MIN_NORMAL) : null;
    return new Node(
        before.node(),
        text,
        answers.size(),
        lead(answers, depth + 1),
        scale == null ? null : scale.centre(),
        scale == null ? null : scale.scale() == Double.MIN_NORMAL ? 0 : scale.scale());
  }

  /** The least lead at a position; null where it has none or one is not known. */
  private static @Nullable Double lead(List<List<Unit>> answers, int depth) {
    double least = Double.POSITIVE_INFINITY;
    for (List<Unit> answer : answers) {
      @Nullable Double lead = depth < answer.size() ? answer.get(depth).lead() : null;
      if (lead == null) {
        return null;
      }
      least = Math.min(least, lead);
    }
    return least;
  }
}
