package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  private final Vocabulary own = Vocabulary.covering(List.of());

  @Test
  void hasTokensOfManyScriptsByDefault() {
    assertThat(own.size()).isBetween(1_500, 3_000);
  }

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
        "",
      })
  void anyTextComesBackFromItsTokens(String text) {
    assertThat(joined(own, own.tokenize(text))).isEqualTo(text);
    Vocabulary covering = Vocabulary.covering(List.of(text));
    assertThat(joined(covering, covering.tokenize(text))).isEqualTo(text);
  }

  @Test
  void rareCharactersAreSplitOverTokens() {
    List<Integer> tokens = own.tokenize("ฎ");

    assertThat(tokens).hasSize(2).noneMatch(own::isWhole);
    assertThat(tokens).extracting(own::shown).containsExactly("\\xe0\\xb8", "\\x8e");
  }

  @Test
  void wordsOfExamplesAreTokensAndLongOnesAreTwo() {
    Vocabulary covering = Vocabulary.covering(List.of("a brisk photosynthesis"));

    assertThat(covering.tokenize("a brisk photosynthesis"))
        .extracting(covering::shown)
        .containsExactly("a", " brisk", " photos", "ynthesis");
  }

  @Test
  void theEndHasNoBytesAndIsShownAsWord() {
    assertThat(own.bytes(own.end())).isEmpty();
    assertThat(own.shown(own.end())).isEqualTo("<|end|>");
    assertThat(own.isWhole(own.end())).isFalse();
  }

  private static String joined(Vocabulary vocabulary, List<Integer> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tokens.forEach(token -> bytes.writeBytes(vocabulary.bytes(token)));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
