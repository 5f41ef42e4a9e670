package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecodingTest {

  /** As the published vocabularies of byte-level models are written. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "` Paris`, ĠParis",
        "`line\n`, lineĊ",
        "`\t`, ĉ",
        "é, Ã©",
        "世, ä¸ĸ",
        "~!, ~!",
      })
  void undecodedBytesAreTheirStandIns(String text, String shown) {
    TextDecoding.Joiner joiner = TextDecoding.NONE.joiner();

    assertThat(joiner.append(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(shown);
  }

  @Test
  void everyByteHasAStandInOfItsOwn() {
    Set<String> standIns = new HashSet<>();
    for (int b = 0; b < 256; b++) {
      standIns.add(TextDecoding.NONE.joiner().append(new byte[] {(byte) b}));
    }
    assertThat(standIns).hasSize(256).noneMatch(String::isBlank);
  }

  @Test
  void utf8WaitsForTheRestOfACharacter() {
    TextDecoding.Joiner joiner = TextDecoding.UTF8.joiner();
    byte[] bytes = "é".getBytes(StandardCharsets.UTF_8);

    assertThat(joiner.append(new byte[] {bytes[0]})).isEmpty();
    assertThat(joiner.append(new byte[] {bytes[1]})).isEqualTo("é");
  }
}
