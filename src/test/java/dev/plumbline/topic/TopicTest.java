package dev.plumbline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a topic takes and refuses at its border. */
class TopicTest {
  record Inner(double value) {}

  record Outer(String name, int count, Instant at, List<Inner> inners, @Nullable Duration lasted) {}

  private static final Topic<Outer> TOPIC =
      Topic.keeping("test.outers.v1", Outer.class, 1, Duration.ofDays(1));

  @Test
  void readsBackWhatItWroteBitForBit() {
    Outer outer =
        new Outer(
            "x",
            3,
            Instant.parse("2026-01-02T03:04:05.678901Z"),
            List.of(
                new Inner(0.1 + 0.2),
                new Inner(Double.NEGATIVE_INFINITY),
                new Inner(Double.MIN_VALUE)),
            null);

    assertThat(TOPIC.decode(TOPIC.encode(outer))).isEqualTo(outer);
    assertThat(new String(TOPIC.encode(outer), StandardCharsets.UTF_8))
        .startsWith("{\"name\":\"x\",\"count\":3,\"at\":\"2026-01-02T03:04:05.678901Z\"")
        .doesNotContain("lasted");
  }

  @Test
  void ignoresWhatANewerProcessAdded() {
    String json = "{'name':'x','count':1,'at':'2026-01-02T03:04:05Z','inners':[],'new':{'a':1}}";

    assertThat(TOPIC.decode(bytes(json)).count()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not json",
        "{}",
        "{'name':'x','count':1,'at':'2026-01-02T03:04:05Z'}",
        "{'name':null,'count':1,'at':'2026-01-02T03:04:05Z','inners':[]}",
        "{'name':'x','at':'2026-01-02T03:04:05Z','inners':[]}",
        "{'name':'x','count':1,'at':'yesterday','inners':[]}",
        "{'name':'x','count':1,'at':'2026-01-02T03:04:05Z','inners':[{}]}",
      })
  void refusesWhatIsNotWholeNamingTheTopic(String json) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> TOPIC.decode(bytes(json)))
        .withMessageStartingWith("test.outers.v1: ");
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
