package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8JoinerTest {

  /** Pieces of bytes in hexadecimal; the text that is certain after each. */
  @ParameterizedTest
  @CsvSource({
    "41 42,           A B",
    "e0b8 81 41,      - ก A",
    "e0 b8 81,        - - ก",
    "41e0b8 8142,     A กB",
    "f09f 90 b1,      - - 🐱",
    "c3 a9 f0,        - é -",
    "80 41,           \uFFFD A",
    "e0b8 41,         - \uFFFDA",
    "ff41,            \uFFFDA",
  })
  void textIsGivenOnceItIsCertain(String pieces, String texts) {
    Utf8Joiner joiner = new Utf8Joiner();

    String certain =
        Stream.of(pieces.split(" ", -1))
            .map(hex -> joiner.append(HexFormat.of().parseHex(hex)))
            .map(text -> text.isEmpty() ? "-" : text)
            .collect(Collectors.joining(" "));

    assertThat(certain).isEqualTo(texts);
  }
}
