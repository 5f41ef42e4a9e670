package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.DetectionDelays;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The delay that the plan promises is the one that the whole line of production shows. */
class PlannedDelayTest {
  private static final Catalog ONE = SuspiciousFleet.catalog(1);
  private static final Target TARGET = ONE.targets().getFirst();
  private final DetectionDelays delays = new DetectionDelays(ONE);
  private final DetectionDelays.Watching by = delays.mostFed(TARGET).orElseThrow();

  /**
   * {@link DemandSimulationTest}: 7.98 h, through plan, replay and detection machine, 120 seeds.
   */
  @Test
  void itIsThatOfTheSimulationOfTheWholeLine() {
    Duration median = delays.median(TARGET, by, 0.008, 1).orElseThrow();

    assertThat(median.toMinutes() / 60.0).isBetween(7.0, 9.0);
  }

  @Test
  void aWorseFaultIsFoundSoonerAndFewerProbesLater() {
    List<Long> minutes =
        List.of(0.008, 0.05, 0.16).stream()
            .map(failing -> delays.median(TARGET, by, failing, 1).orElseThrow().toMinutes())
            .toList();
    assertThat(minutes).isSortedAccordingTo((one, other) -> Long.compare(other, one));

    long half = delays.median(TARGET, by, 0.16, 0.5).orElseThrow().toSeconds();
    long wait = ONE.detection().window().plus(ONE.detection().grace()).toSeconds();
    long whole = delays.median(TARGET, by, 0.16, 1).orElseThrow().toSeconds();
    assertThat(half - wait).isEqualTo(2 * (whole - wait));
  }

  @Test
  void whatIsNeverFoundIsNotPromised() {
    assertThat(delays.median(TARGET, by, 0.00005, 1)).isEmpty();
    assertThat(delays.median(TARGET, by, 0.16, 0)).isEmpty();
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    assertThat(new DetectionDelays(ONE).median(TARGET, by, 0.05, 1))
        .isEqualTo(delays.median(TARGET, by, 0.05, 1));
  }
}
