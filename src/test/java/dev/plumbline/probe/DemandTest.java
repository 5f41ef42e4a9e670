package dev.plumbline.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DemandTest {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** The payload of {@code probe.demands.v1} is frozen: other versions of us read it. */
  @Test
  void theGoldenDemandIsWrittenAndReadBack() {
    String golden =
        """
        {"target":"m/p/tpu/a","checks":["argmax"],"factor":10,"from":"2026-03-01T12:00:00Z",\
        "until":"2026-03-01T12:10:00Z","reason":"why"}\
        """;
    Demand demand = demand("m/p/tpu/a", 10, 0, 10);

    assertThat(new String(ProbeTopics.DEMANDS.encode(demand), UTF_8)).isEqualTo(golden);
    assertThat(DemandReader.read("m/p/tpu/a", golden.getBytes(UTF_8))).isEqualTo(demand);
  }

  static Stream<Arguments> unreadable() {
    String demand =
        """
        {"target":"%s","checks":[%s],"factor":%d,"from":"2026-03-01T12:00:%s","until":"%s","reason":""}\
        """;
    return Stream.of(
        Arguments.of("?", "Unexpected character"),
        Arguments.of("{\"target\":\"a\"}", "checks"),
        Arguments.of(
            demand.formatted("a", "\"c\"", 11, "00Z", "2026-03-01T12:10:00Z"),
            "a: factor 11; must be 2 to 10"),
        Arguments.of(
            demand.formatted("a", "\"c\"", 2, "01Z", "2026-03-01T12:10:00Z"),
            "must be whole minutes"),
        Arguments.of(
            demand.formatted("a", "\"c\"", 2, "00Z", "2026-03-02T12:01:00Z"),
            "must be up to a day long"),
        Arguments.of(
            demand.formatted("a", "", 2, "00Z", "2026-03-01T12:10:00Z"), "names the checks"),
        Arguments.of(
            demand.formatted("b", "\"c\"", 2, "00Z", "2026-03-01T12:10:00Z"),
            "a demand of b under the key a"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNoDemandIsRefusedWithTheReason(String value, String reason) {
    assertThatThrownBy(() -> DemandReader.read("a", value.getBytes(UTF_8)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageStartingWith("probe.demands.v1: ")
        .hasMessageContaining(reason);
  }

  @Test
  void aProlongedDemandTakesThePlaceOfItself() {
    Demands demands = Demands.NONE.with(demand("a", 10, 0, 10)).with(demand("a", 10, 0, 15));

    assertThat(demands.all()).containsExactly(demand("a", 10, 0, 15));
    assertThat(demands.factor("a", NOON.plusSeconds(899))).isEqualTo(10);
    assertThat(demands.factor("a", NOON.plusSeconds(900))).isEqualTo(1);
    assertThat(demands.factor("b", NOON)).isEqualTo(1);
  }

  /** Slots nobody claimed are counted up to a day later, by the plan of then. */
  @Test
  void anEndedDemandIsKeptForADay() {
    Demands demands = Demands.NONE.with(demand("a", 10, 0, 10)).with(demand("a", 5, 20, 30));
    assertThat(demands.all()).hasSize(2);
    assertThat(demands.at("a", NOON)).contains(demand("a", 5, 20, 30));

    Instant later = NOON.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(12));
    Demand other = new Demand("b", List.of("argmax"), 2, later, later.plusSeconds(60), "why");
    assertThat(demands.with(other).all()).containsExactly(demand("a", 5, 20, 30), other);
  }

  static Demand demand(String target, int factor, int fromMinute, int untilMinute) {
    return new Demand(
        target,
        List.of("argmax"),
        factor,
        NOON.plus(Duration.ofMinutes(fromMinute)),
        NOON.plus(Duration.ofMinutes(untilMinute)),
        "why");
  }
}
