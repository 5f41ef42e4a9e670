package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;
import dev.plumbline.score.CleanTexts.CleanText;
import dev.plumbline.score.ForeignScript.Hit;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No false positive on clean texts in their own scripts; every foreign code point found. */
class ForeignScriptTest {
  private static final Set<String> LATIN = Set.of("Latin");
  private static final String ENGLISH = "The quick brown fox jumps over the lazy dog.";

  /** One of several scripts, one of them beyond the basic plane, and two that are no script. */
  private static final int[] INTRUDERS = {
    'q', 'ж', 'λ', 'ש', 'ع', 'म', 'ส', '한', '漢', 'ひ', 'カ', 'Ꭰ', 0x1E922, 0x12000, 0xFFFD, 0xE000
  };

  static Stream<CleanText> cleanTexts() {
    return CleanTexts.all();
  }

  @ParameterizedTest
  @MethodSource("cleanTexts")
  void cleanTextHasNoHitInItsOwnScripts(CleanText clean) {
    assertThat(ForeignScript.scan(clean.text(), clean.scripts())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cleanTexts")
  void oneForeignCodePointIsFoundWhereverItStands(CleanText clean) {
    for (int intruder : INTRUDERS) {
      String letter = Character.toString(intruder);
      if (ForeignScript.scan(letter, clean.scripts()).isEmpty()) {
        continue; // one of its own
      }
      for (int at = 0; at <= clean.text().length(); at++) {
        if (at > 0 && Character.isHighSurrogate(clean.text().charAt(at - 1))) {
          continue;
        }
        String corrupted = new StringBuilder(clean.text()).insert(at, letter).toString();
        assertThat(ForeignScript.scan(corrupted, clean.scripts()))
            .extracting(Hit::index, Hit::codePoint)
            .containsExactly(tuple(at, intruder));
      }
    }
  }

  static IntStream everyScriptButLatin() {
    return IntStream.rangeClosed(0, UCharacter.getIntPropertyMaxValue(UProperty.SCRIPT))
        .filter(script -> !charactersOf(script).isEmpty())
        .filter(script ->
            script != UScript.COMMON
                && script != UScript.INHERITED
                && script != UScript.UNKNOWN
                && script != UScript.LATIN);
  }

  private static UnicodeSet charactersOf(int script) {
    return new UnicodeSet().applyIntPropertyValue(UProperty.SCRIPT, script);
  }

  @ParameterizedTest
  @MethodSource("everyScriptButLatin")
  void aLetterOfEveryScriptOfUnicodeIsForeignInEnglish(int script) {
    int letter = charactersOf(script).charAt(0);
    String corrupted =
        ENGLISH.substring(0, 17) + Character.toString(letter) + ENGLISH.substring(17);

    assertThat(ForeignScript.scan(corrupted, LATIN))
        .containsExactly(new Hit(17, letter, ScriptNames.shown(script)));
  }

  /** Each script in turn is the only one allowed, and meets a letter of every other. */
  @ParameterizedTest
  @MethodSource("everyScriptButLatin")
  void aLetterOfEveryOtherScriptIsForeignInEveryScript(int own) {
    String name = UScript.getName(own);
    String text = Character.toString(charactersOf(own).charAt(0)).repeat(3);
    everyScriptButLatin()
        .filter(script -> script != own)
        .map(script -> charactersOf(script).charAt(0))
        .filter(letter -> !UScript.hasScript(letter, own)) // used by both
        .forEach(letter ->
            assertThat(ForeignScript.scan(text + Character.toString(letter), Set.of(name)))
                .extracting(Hit::index, Hit::codePoint)
                .containsExactly(tuple(text.length(), letter)));
    assertThat(ForeignScript.scan(text + "a", Set.of(name))).hasSize(1);
  }

  @Test
  void everyScriptOfUnicodeIsTried() {
    assertThat(everyScriptButLatin().count()).isGreaterThan(165);
  }

  @ParameterizedTest
  @CsvSource({
    "3002, IDEOGRAPHIC FULL STOP",
    "3001, IDEOGRAPHIC COMMA",
    "300C, LEFT CORNER BRACKET",
    "30FC, KATAKANA-HIRAGANA PROLONGED SOUND MARK",
    "FF0C, FULLWIDTH COMMA",
    "060C, ARABIC COMMA",
    "0964, DEVANAGARI DANDA",
    "3099, COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK",
    "0483, CYRILLIC",
    "FFFD, REPLACEMENT CHARACTER",
    "D83D, UNPAIRED SURROGATE",
    "DE00, UNPAIRED SURROGATE",
    "E000, PRIVATE USE",
    "0378, UNASSIGNED",
    "FFFF, UNASSIGNED",
    "3164, HANGUL",
    "2800, BRAILLE"
  })
  void marksOfOtherScriptsAndBrokenCharactersAreFoundInLatinText(String hex, String what) {
    int codePoint = Integer.parseInt(hex, 16);
    String text = "ab" + Character.toString(codePoint) + " c";

    assertThat(ForeignScript.scan(text, LATIN)).containsExactly(new Hit(2, codePoint, what));
  }

  @Test
  void hitsReadLikeSentences() {
    assertThat(ForeignScript.scan("It is a very กood", LATIN).getFirst())
        .hasToString("U+0E01 THAI at 13");
    assertThat(ForeignScript.scan("a 𞤢", LATIN).getFirst()).hasToString("U+1E922 ADLAM at 2");
  }

  @Test
  void latinIsForeignWhereItIsNotAllowed() {
    assertThat(ForeignScript.scan("мир Z 5 + 3 = 8; ok", Set.of("Cyrillic")))
        .extracting(Hit::index)
        .containsExactly(4, 17, 18);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see https://президент.рф/новости?я=1 today",
        "(http://例え.jp/道) and ftp://ไทย.example",
        "HTTPS://例え.jp"
      })
  void addressesMayBeInAnyScript(String text) {
    assertThat(ForeignScript.scan(text, LATIN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://a.example ж", "https://a.example)ж", "https:ж", "https://a\uFFFDb"})
  void addressesEnd(String text) {
    assertThat(ForeignScript.scan(text, LATIN)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Latinish", "", "Zzzz", "Zxxx", "Zmth", "x y"})
  void unknownScriptsAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForeignScript.scan("", Set.of(name)))
        .withMessageContaining("'" + name + "'")
        .withMessageContaining("such as Latin");
  }
}
