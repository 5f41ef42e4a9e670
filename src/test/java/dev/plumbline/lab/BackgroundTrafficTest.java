package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTrafficTest {
  private static final int LOOKS = 5_000;

  /**
   * Looked at every 5 s (independent looks) and every minute (starts afresh each time): 4 a second
   * for 0.45 s are Poisson with mean 1.8; four standard errors are 0.08.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 60})
  void requestsUnderWayArePoisson(int secondsBetweenLooks) {
    BackgroundTraffic traffic = new BackgroundTraffic(4, 1);
    Instant now = RunningLab.START;
    int sum = 0;
    int twoOrMore = 0;
    for (int i = 0; i < LOOKS; i++) {
      int underWay = traffic.underWay(now);
      sum += underWay;
      twoOrMore += underWay >= 2 ? 1 : 0;
      now = now.plusSeconds(secondsBetweenLooks);
    }
    assertThat((double) sum / LOOKS).isCloseTo(1.8, within(0.08));
    assertThat((double) twoOrMore / LOOKS)
        .isCloseTo(BackgroundTraffic.shareWithAtLeast(2, 4), within(0.03));
  }

  @Test
  void sharesAreThoseOfThePoissonDistribution() {
    assertThat(BackgroundTraffic.shareWithAtLeast(0, 4)).isEqualTo(1);
    assertThat(BackgroundTraffic.shareWithAtLeast(1, 4))
        .isCloseTo(1 - Math.exp(-1.8), within(1e-12));
    assertThat(BackgroundTraffic.shareWithAtLeast(2, 4))
        .isCloseTo(1 - 2.8 * Math.exp(-1.8), within(1e-12));
  }

  @Test
  void aStandingOrBackwardClockChangesNothing() {
    BackgroundTraffic traffic = new BackgroundTraffic(40, 1);
    int first = traffic.underWay(RunningLab.START);

    assertThat(traffic.underWay(RunningLab.START)).isEqualTo(first).isPositive();
    assertThat(traffic.underWay(RunningLab.START.minus(Duration.ofDays(1)))).isEqualTo(first);
  }
}
