package dev.plumbline.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Whatever is sent is counts, the same when sent again, or is refused in words. */
@Tag("fuzz")
class FeedbackFuzzTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:35:20Z");

  @FuzzTest(maxDuration = "2m")
  void anyBodyIsReadOrRefused(byte[] bytes) {
    try {
      List<FeedbackCounts> counts = FeedbackFiles.json(bytes, NOW);
      List<byte[]> posted = FeedbackFiles.posted(counts);
      if (posted.size() == 1) {
        assertThat(FeedbackFiles.json(posted.getFirst(), NOW)).isEqualTo(counts);
      }
      for (FeedbackCounts each : counts) {
        assertThat(FeedbackTopics.COUNTS.decode(FeedbackTopics.COUNTS.encode(each)))
            .isEqualTo(each);
      }
    } catch (UnusableCountsException expected) {
      assertThat(expected).hasMessageContaining(": ");
    }
  }

  @FuzzTest(maxDuration = "2m")
  void anyCsvIsReadOrRefused(byte[] bytes) {
    try {
      assertThat(FeedbackFiles.csv("app", new String(bytes, UTF_8), NOW)).isNotEmpty();
    } catch (UnusableCountsException expected) {
      assertThat(expected).hasMessageContaining(": ");
    }
  }

  @FuzzTest(maxDuration = "2m")
  void anyRecordIsReadOrRefused(byte[] bytes) {
    try {
      FeedbackCounts counts = FeedbackTopics.COUNTS.decode(bytes);
      assertThat(FeedbackTopics.COUNTS.decode(FeedbackTopics.COUNTS.encode(counts)))
          .isEqualTo(counts);
    } catch (UnreadableRecordException expected) {
      assertThat(expected).hasMessageStartingWith("feedback.counts.v1: ");
    }
  }
}
