package dev.plumbline.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The payload of this module's topic is frozen: a change here breaks whoever reads it. */
class FeedbackJsonTest {
  @Test
  void counts() throws IOException {
    FeedbackCounts counts =
        new FeedbackCounts(
            "app",
            "opus-4",
            Instant.parse("2026-03-01T12:34:00Z"),
            List.of(
                new FeedbackCounts.Cell(
                    "bedrock",
                    "*",
                    "*",
                    900,
                    Map.of(FeedbackReason.WRONG_LANGUAGE, 1L, FeedbackReason.GARBLED, 3L)),
                new FeedbackCounts.Cell("vertex", "tpu", "tpu-a", 1_200, Map.of())));
    String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(counts);
    try (InputStream golden =
        Objects.requireNonNull(FeedbackJsonTest.class.getResourceAsStream("counts.json"))) {
      assertThat(text)
          .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), UTF_8).stripTrailing());
    }
    assertThat(FeedbackTopics.COUNTS.decode(text.getBytes(UTF_8))).isEqualTo(counts);
  }
}
