package dev.plumbline.lab.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBytesTest {

  @ParameterizedTest
  @CsvSource({
    "0,               0.0",
    "-0.0,            0.0",
    "-1,              -1.0",
    "-0.25,           -0.25",
    "-0.0003056686,   -0.0003056686",
    "-0.0001,         -0.0001",
    "-0.00001,        -1e-05",
    "-0.00000055123,  -5.5123e-07",
    "-1e-11,          -1e-11",
    "-9999,           -9999.0",
    "-12.345678901,   -12.345679",
  })
  void logprobsAreSinglePrecisionAsPythonWritesThem(double value, String written) {
    assertThat(text(new JsonBytes().logprob(value))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "a\"b, '\"a\\\"b\"'",
    "\\xe0, '\"\\\\xe0\"'",
    "'\n', '\"\\n\"'",
    "'\u0001', '\"\\u0001\"'",
    "ก, '\"ก\"'",
  })
  void textsAreQuotedAndOnlyWhatMustIsEscaped(String text, String json) {
    assertThat(text(new JsonBytes().text(text))).isEqualTo(json);
  }

  private static String text(JsonBytes json) {
    return new String(json.toByteArray(), StandardCharsets.UTF_8);
  }
}
