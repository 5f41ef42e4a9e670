package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  private final Vocabulary vocabulary = LanguageModels.vocabulary();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The tides follow the moon.",
        "naïve façade — “quoted”",
        "สวัสดีครับ ฎีกา",
        "今天天气很好。龘",
        "こんにちは、世界。ァ",
        "안녕하세요 뷁",
        "Привет, мир!",
        "Η θάλασσα είναι ήρεμη.",
        "السلام عليكم",
        "नमस्ते दुनिया",
        "def f(x):\n\treturn {\"a\": [1, 2]}",
        "\uD83D\uDC31\uD83C\uDDE9\uD83C\uDDEA",
        "ქართული ა",
        "<|end|>",
        "",
      })
  void anyTextComesBackFromItsTokens(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : vocabulary.tokenize(text)) {
      bytes.writeBytes(vocabulary.bytes(token));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  /** A vocabulary of a served model holds words of every script, not only their bytes. */
  @Test
  void holdsTokensOfManyScripts() {
    Set<UnicodeScript> scripts =
        IntStream.range(0, vocabulary.size())
            .mapToObj(vocabulary::shown)
            .flatMap(shown -> shown.codePoints().mapToObj(UnicodeScript::of))
            .collect(Collectors.toSet());
    assertThat(scripts)
        .contains(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.THAI,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.ARABIC,
            UnicodeScript.DEVANAGARI);
  }

  @Test
  void rareCharactersAreSplitOverTokensAndShownEscaped() {
    List<String> shown =
        Arrays.stream(vocabulary.tokenize("龘")).mapToObj(vocabulary::shown).toList();

    assertThat(shown).hasSizeGreaterThan(1).allMatch(token -> token.startsWith("\\x"));
  }

  @Test
  void theEndHasNoBytesAndIsShownAsWord() {
    assertThat(vocabulary.ends(vocabulary.end())).isTrue();
    assertThat(vocabulary.bytes(vocabulary.end())).isEmpty();
    assertThat(vocabulary.shown(vocabulary.end())).isEqualTo("<|end|>");
  }

  @Test
  void rareTokensAreWordsOfEightScriptsAndNoneIsLatin() {
    Set<UnicodeScript> scripts =
        Arrays.stream(vocabulary.rare())
            .mapToObj(vocabulary::shown)
            .flatMap(shown -> shown.codePoints().mapToObj(UnicodeScript::of))
            .collect(Collectors.toSet());

    assertThat(scripts).hasSize(8).doesNotContain(UnicodeScript.LATIN, UnicodeScript.COMMON);
    assertThat(vocabulary.rare()).hasSizeGreaterThan(300);
  }
}
