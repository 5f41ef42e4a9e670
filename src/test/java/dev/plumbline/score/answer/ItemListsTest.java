package dev.plumbline.score.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Expected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as models write them, and how near they are. */
class ItemListsTest {
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "red, green, blue",
        "Blue, red and green.",
        "red, green, and blue",
        "red; green; blue",
        "red,,green,\n;\nblue;",
        "- red\n- green\n- blue",
        "1. Red\n2. Green\n3. Blue.",
        "* **red**\n* **green**\n* **blue**",
        "Here they are:\n\nred\ngreen\nblue\n",
        "**The colours:**\nred, green\nblue"
      })
  void allOfThem(String answer) {
    assertThat(ItemLists.grade(COLOURS, answer)).isEqualTo(new Grade.Part(1, ""));
  }

  @Test
  void someOfThem() {
    assertThat(ItemLists.grade(COLOURS, "red, blue, pink"))
        .isEqualTo(new Grade.Part(0.5, "missing green; too much pink"));
    assertThat(ItemLists.grade(COLOURS, "red"))
        .isEqualTo(new Grade.Part(1.0 / 3, "missing green, blue"));
    assertThat(ItemLists.grade(COLOURS, "I do not know:"))
        .isEqualTo(new Grade.Part(0, "missing red, green, blue"));
  }

  @Test
  void itemsMayHoldCommasAndAnds() {
    List<String> items = List.of("Paris, France", "salt and pepper");

    assertThat(ItemLists.grade(items, "- Paris, France\n- Salt and pepper"))
        .isEqualTo(new Grade.Part(1, ""));
  }

  @Test
  void insideOthersOnlyAllOfThemAreRight() {
    Expected all = new Expected.All(List.of(new Expected.Items(COLOURS)));

    assertThat(AnswerGrader.grade(all, "red, green, blue")).isEqualTo(new Grade.Right());
    assertThat(AnswerGrader.grade(all, "red, green"))
        .isEqualTo(new Grade.Wrong("red, green, blue", "a list: missing blue"));
    assertThat(AnswerGrader.grade(new Expected.Not(new Expected.Items(COLOURS)), "red"))
        .isEqualTo(new Grade.Right());
  }
}
