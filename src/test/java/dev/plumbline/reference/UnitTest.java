package dev.plumbline.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an answer is cut into what is compared. */
class UnitTest {

  @Test
  void tokensAreUnits() {
    List<Unit> units = Unit.of(answer("a b", token("a", -0.1, other("a", -0.1), other("x", -2.1))));
    assertThat(units).extracting(Unit::text).containsExactly("a", Unit.END);
    assertThat(units.getFirst().logprob()).isEqualTo(-0.1);
    assertThat(units.getFirst().lead()).isEqualTo(2.0);
  }

  /** A token that another beats leads by less than nothing. */
  @Test
  void aLeadMayBeNegative() {
    Unit unit =
        Unit.of(answer("a", token("a", -2.0, other("x", -0.5), other("a", -2.0)))).getFirst();
    assertThat(unit.lead()).isEqualTo(-1.5);
  }

  @Test
  void sentinelsAreNoNumbers() {
    Unit unit = Unit.of(answer("a", token("a", -9999, other("b", -0.5)))).getFirst();
    assertThat(unit.logprob()).isNull();
    assertThat(unit.lead()).isNull();
  }

  /** Two halves of different characters look the same as text. */
  @Test
  void halvesOfCharactersGoByTheirBytes() {
    Token half = new Token("\uFFFD", "e2", -0.1, List.of());
    assertThat(Unit.of(answer("…", half)).getFirst().text()).isEqualTo("0xe2");
  }

  /** Words keep their white space, so that no two texts have the same units. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", " a  b\n\nc ", "one two", "\tx", "你好 world"})
  void withoutTokensWordsAreUnits(String text) {
    List<Unit> units = Unit.of(answer(text));
    StringBuilder joined = new StringBuilder();
    units.forEach(unit -> joined.append(unit.text()));
    assertThat(joined).hasToString(text);
    assertThat(units.getLast().text()).isEqualTo(Unit.END);
    assertThat(units.subList(0, units.size() - 1)).allMatch(unit -> !unit.text().isEmpty());
  }

  private static Answer answer(String text, Token... tokens) {
    return new Answer(text, "stop", List.of(tokens), null, null, List.of());
  }

  private static Token token(String text, @Nullable Double logprob, Token.Alternative... top) {
    return new Token(text, null, logprob, List.of(top));
  }

  private static Token token(String text, int logprob, Token.Alternative... top) {
    return token(text, (double) logprob, top);
  }

  private static Token.Alternative other(String text, double logprob) {
    return new Token.Alternative(text, null, logprob);
  }
}
