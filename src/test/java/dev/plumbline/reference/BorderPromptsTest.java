package dev.plumbline.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Candidates are repeatable, different, short and plain. */
class BorderPromptsTest {
  @Test
  void theSameSeedGivesTheSamePrompts() {
    assertThat(BorderPrompts.of(7, 500, true)).isEqualTo(BorderPrompts.of(7, 500, true));
    assertThat(BorderPrompts.of(8, 500, true)).isNotEqualTo(BorderPrompts.of(7, 500, true));
  }

  @Test
  void thereAreEnoughAndNoneTwice() {
    assertThat(BorderPrompts.of(1, 5000, true)).hasSize(5000).doesNotHaveDuplicates();
    assertThat(BorderPrompts.of(1, 3000, false)).hasSize(3000).doesNotHaveDuplicates();
  }

  @Test
  void theyAreShortAndPlain() {
    assertThat(BorderPrompts.of(1, 5000, true))
        .allMatch(it -> it.length() < 100)
        .allMatch(it -> it.matches("[A-Za-z0-9 .,:?\"'-]+"));
  }

  /** Where no temperature can be set, open questions have too many answers. */
  @Test
  void closedOnesSayHowToAnswer() {
    assertThat(BorderPrompts.of(1, 500, false)).allMatch(it -> it.contains("Answer "));
  }
}
