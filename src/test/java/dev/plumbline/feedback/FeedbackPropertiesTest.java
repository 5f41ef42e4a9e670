package dev.plumbline.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FeedbackPropertiesTest {
  private static FeedbackProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("plumbline.feedback", FeedbackProperties.class);
  }

  @Test
  void thereIsADefaultForAll() {
    assertThat(bound(Map.of())).isEqualTo(TestCounts.PROPERTIES);
    assertThat(bound(Map.of("plumbline.feedback.usual.claude-api", "4")).usual("claude-api"))
        .isEqualTo(4);
    assertThat(bound(Map.of("plumbline.feedback.grace", "1h")).grace())
        .isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({
    "block,       90s,  whole minutes",
    "block,       7m,   of which an hour is a multiple",
    "block,       0s,   whole minutes",
    "grace,       -1s,  zero to a day",
    "grace,       25h,  zero to a day",
    "memory,      7m,   whole blocks",
    "ratio,       0.9,  1 to 100",
    "ratio,       NaN,  1 to 100",
    "group,       0,    1 to 10000",
    "usual.cloud, 0,    usual.cloud is 0.0",
  })
  void whatCannotBeIsRefusedByName(String setting, String value, String message) {
    assertThatThrownBy(() -> bound(Map.of("plumbline.feedback." + setting, value)))
        .rootCause()
        .hasMessageStartingWith("plumbline.feedback.")
        .hasMessageContaining(message);
  }
}
