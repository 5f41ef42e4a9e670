package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.SelfTest;
import dev.plumbline.catalog.Slice;
import dev.plumbline.incident.IncidentReplay.Named;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Incidents kept in memory, on the practice fleet's 36 targets. */
class IncidentReplayTest {
  private final IncidentReplay incidents = new IncidentReplay(Practice.FLEET);

  private static Slice leaf(String text) {
    return Slice.parse(text);
  }

  @Test
  void aSecondPageOfTheSameCauseIsTheSameIncident() {
    Practice.Alarm alarm =
        Practice.alarm("argmax", "opus-4/direct/tpu/tpu-a").failing("opus-4/direct/tpu/tpu-a", 5);
    Named first = incidents.take(alarm.detection()).orElseThrow();
    Named second = incidents.take(alarm.between(12, 20).detection()).orElseThrow();

    assertThat(first.suspect()).isEqualTo(leaf("opus-4/direct/tpu/tpu-a"));
    assertThat(first.targets()).containsExactly(leaf("opus-4/direct/tpu/tpu-a"));
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.probability()).isGreaterThan(first.probability());
  }

  @Test
  void healthOfAnUnknownSeriesBelongsToNoIncident() {
    assertThat(incidents.take(Practice.cleared("argmax", "opus-4/direct/tpu/tpu-a", 3))).isEmpty();
  }

  @Test
  void theDrillIsNoIncident() {
    assertThat(
            incidents.take(
                Practice.alarm("argmax", SelfTest.DRILL.toString())
                    .failing("opus-4/direct/tpu/tpu-a", 5)
                    .detection()))
        .isEmpty();
  }

  @Test
  void enclosesByTheSmallestSlice() {
    Set<Slice> two = Set.of(leaf("opus-4/direct/tpu/tpu-a"), leaf("sonnet-4/direct/tpu/tpu-a"));
    assertThat(incidents.enclosing(two)).hasSize(4).containsAll(two);
    assertThatThrownBy(() -> incidents.enclosing(Set.of(leaf("a/b/c/d"))))
        .hasMessageContaining("not of this fleet");
  }
}
