package dev.plumbline.reference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a healthy pool to one probe, their common beginnings shared: a tree of units.
 * Holds what two draws or more agreed on; beyond that, the reference knows nothing. Immutable.
 */
public final class AnswerTree {
  private final List<Node> nodes;
  private final List<Map<String, Integer>> children = new ArrayList<>();

  /**
   * One unit said after those of its ancestors.
   *
   * @param parent index of the node before it; the root's is −1
   * @param draws that said it
   * @param lead how sure every one of them was of its next unit: the least lead over the best other
   *     token, in nats; absent where that is not known
   * @param sureness median of its {@link Unit#sureness}, in nats; absent where the target gives
   *     none
   * @param spread of its sureness: 1.4826 × the median distance to the median, in nats
   */
  public record Node(
      int parent,
      String unit,
      int draws,
      @Nullable Double lead,
      @Nullable Double sureness,
      @Nullable Double spread) {}

  /**
   * How far an answer follows the tree.
   *
   * @param path nodes followed, without the root
   * @param parting where the answer says something other than every draw that came so far; null
   *     where it is followed to its end, or as far as the reference knows
   */
  public record Walk(List<Node> path, @Nullable Parting parting) {
    /**
     * Where an answer leaves the tree.
     *
     * @param last node in common
     * @param usual what most draws say after it
     * @param said the unit the answer says instead
     */
    public record Parting(Node last, Node usual, String said) {}
  }

  /**
   * Of its nodes, parents first.
   *
   * @throws IllegalArgumentException if they are no tree
   */
  @JsonCreator
  public AnswerTree(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || nodes.getFirst().parent() != -1) {
      throw new IllegalArgumentException("a tree begins with its root");
    }
    for (int i = 0; i < nodes.size(); i++) {
      children.add(new HashMap<>());
      Node node = nodes.get(i);
      if (node.parent() >= i || (i > 0 && node.parent() < 0)) {
        throw new IllegalArgumentException("node %d comes before its parent".formatted(i));
      }
      if (i > 0 && children.get(node.parent()).put(node.unit(), i) != null) {
        throw new IllegalArgumentException("node %d is there twice".formatted(i));
      }
    }
  }

  /** The tree as it is written, parents first. */
  @JsonValue
  public List<Node> nodes() {
    return nodes;
  }

  /** Follows an answer. */
  public Walk walk(List<Unit> answer) {
    List<Node> path = new ArrayList<>();
    int at = 0;
    for (Unit unit : answer) {
      Integer next = children.get(at).get(unit.text());
      if (next == null) {
        return new Walk(List.copyOf(path), parting(at, unit.text()));
      }
      at = next;
      path.add(nodes.get(at));
    }
    return new Walk(List.copyOf(path), null);
  }

  private Walk.@Nullable Parting parting(int at, String said) {
    return children.get(at).values().stream()
        .map(nodes::get)
        .max((one, other) -> Integer.compare(one.draws(), other.draws()))
        .map(usual -> new Walk.Parting(nodes.get(at), usual, said))
        .orElse(null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnswerTree tree && nodes.equals(tree.nodes);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(nodes);
  }

  @Override
  public String toString() {
    return "AnswerTree of %d nodes".formatted(nodes.size());
  }
}
