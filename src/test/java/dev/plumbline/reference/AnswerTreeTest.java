package dev.plumbline.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.reference.AnswerTree.Node;
import dev.plumbline.reference.AnswerTree.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tree keeps of answers, and how another answer follows it. */
class AnswerTreeTest {
  private static final List<List<Unit>> ANSWERS =
      List.of(
          answer(2.0, "a", "b", "c"),
          answer(1.5, "a", "b", "c"),
          answer(3.0, "a", "b", "d"),
          answer(2.5, "a", "b", "d"),
          answer(0.5, "a", "x"));

  private final AnswerTree tree = TreeBuilder.of(ANSWERS);

  @Test
  void commonBeginningsAreShared() {
    assertThat(tree.nodes())
        .extracting(Node::unit, Node::draws)
        .startsWith(tuple("", 5), tuple("a", 5), tuple("b", 4), tuple("c", 2), tuple("d", 2));
  }

  /** One draw alone says nothing of the next: "x" is not in the tree. */
  @Test
  void whatASingleDrawSaidIsLeftOut() {
    assertThat(tree.nodes()).extracting(Node::unit).doesNotContain("x");
  }

  @Test
  void leadIsTheLeastOfAllDrawsThatCameSoFar() {
    assertThat(Objects.requireNonNull(tree.nodes().get(1).lead())).isEqualTo(0.5);
    assertThat(Objects.requireNonNull(tree.nodes().get(2).lead())).isEqualTo(1.5);
  }

  @Test
  void anAnswerIsFollowedToItsEnd() {
    Walk walk = tree.walk(answer(1, "a", "b", "d"));
    assertThat(walk.parting()).isNull();
    assertThat(walk.path()).hasSize(4);
  }

  @Test
  void anAnswerPartsWhereItSaysSomethingElse() {
    Walk walk = tree.walk(answer(1, "a", "q", "c"));
    assertThat(walk.path()).extracting(Node::unit).containsExactly("a");
    Walk.Parting parting = Objects.requireNonNull(walk.parting());
    assertThat(parting.said()).isEqualTo("q");
    assertThat(parting.usual().unit()).isEqualTo("b");
    assertThat(parting.last().draws()).isEqualTo(5);
  }

  /** Ending early and going on are divergences like any other. */
  @Test
  void anAnswerPartsWhereItEndsOrDoesNot() {
    assertThat(Objects.requireNonNull(tree.walk(answer(1, "a")).parting()).said())
        .isEqualTo(Unit.END);
    assertThat(
            Objects.requireNonNull(tree.walk(answer(1, "a", "b", "c", "e")).parting())
                .usual()
                .unit())
        .isEqualTo(Unit.END);
  }

  @Test
  void theOrderOfDrawsDoesNotMatter() {
    List<List<Unit>> shuffled = new ArrayList<>(ANSWERS);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(TreeBuilder.of(shuffled)).isEqualTo(tree);
  }

  /** Every answer that two draws or more gave is followed to its end, whatever the answers. */
  @Test
  void repeatedAnswersAreFollowedToTheirEnd() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 200; round++) {
      List<List<Unit>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String[] units = new String[random.nextInt(6)];
        for (int j = 0; j < units.length; j++) {
          units[j] = random.nextBoolean() ? "a" : "b";
        }
        answers.add(answer(1, units));
      }
      AnswerTree random20 = TreeBuilder.of(answers);
      for (List<Unit> answer : answers) {
        boolean repeated = Collections.frequency(answers, answer) > 1;
        Walk walk = random20.walk(answer);
        assertThat(walk.path().size() == answer.size())
            .describedAs("%s of %s", answer, answers)
            .isEqualTo(repeated);
      }
    }
  }

  static Stream<Arguments> noTrees() {
    Node root = node(-1, "");
    return Stream.of(
        arguments(List.of(), "root"),
        arguments(List.of(node(0, "a")), "root"),
        arguments(List.of(root, node(-1, "a")), "before its parent"),
        arguments(List.of(root, node(2, "a"), node(0, "b")), "before its parent"),
        arguments(List.of(root, node(0, "a"), node(0, "a")), "twice"));
  }

  @ParameterizedTest
  @MethodSource
  void noTrees(List<Node> nodes, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnswerTree(nodes))
        .withMessageContaining(message);
  }

  private static Node node(int parent, String unit) {
    return new Node(parent, unit, 2, null, null, null);
  }

  private static List<Unit> answer(@Nullable Double lead, String... texts) {
    List<Unit> units = new ArrayList<>();
    for (String text : texts) {
      units.add(new Unit(text, -0.1, lead));
    }
    units.add(new Unit(Unit.END, null, null));
    return List.copyOf(units);
  }

  private static List<Unit> answer(int lead, String... texts) {
    return answer((double) lead, texts);
  }
}
