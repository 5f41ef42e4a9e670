package dev.plumbline.suites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCountTest {
  @ParameterizedTest
  @CsvSource({"twelve chars, 3", "a, 1", "語学, 2", "слова, 3", "'mixed 語', 3"})
  void estimatesByScript(String text, int tokens) {
    assertThat(TokenCount.of(text)).isEqualTo(tokens);
  }
}
