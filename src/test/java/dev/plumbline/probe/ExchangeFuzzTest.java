package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plumbline.topic.UnreadableRecordException;
import org.junit.jupiter.api.Tag;

/** Any record on the topic is an exchange that is written as it was read, or is said not to be. */
@Tag("fuzz")
class ExchangeFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void anyRecordIsReadOrRefused(byte[] bytes) {
    try {
      Exchange exchange = ProbeTopics.EXCHANGES.decode(bytes);
      assertThat(ProbeTopics.EXCHANGES.decode(ProbeTopics.EXCHANGES.encode(exchange)))
          .isEqualTo(exchange);
    } catch (UnreadableRecordException expected) {
      assertThat(expected).hasMessageStartingWith("probe.exchanges.v1: ");
    }
  }
}
