package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {

  /** The largest relative error measured is 1.1e-7. */
  @Test
  void isTheExponentialWithinTwoUnitsInTheLastPlace() {
    double worst = 0;
    for (float x = -87; x < 88; x += 0.0003f) {
      double exact = StrictMath.exp(x);
      worst = Math.max(worst, Math.abs(Exponential.exp(x) - exact) / exact);
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void isOneAtZeroAndBoundedFarOut() {
    assertThat(Exponential.exp(0)).isEqualTo(1);
    assertThat(Exponential.exp(-1e9f)).isBetween(0f, 1e-37f);
    assertThat(Exponential.exp(1e9f)).isBetween(1e38f, Float.MAX_VALUE);
  }

  @Test
  void siluPassesWhatIsLargeAndStopsWhatIsNegative() {
    assertThat(Exponential.silu(30)).isCloseTo(30, within(1e-6f));
    assertThat(Exponential.silu(-100)).isCloseTo(0, within(1e-30f));
    assertThat(Exponential.silu(1)).isCloseTo(0.7310586f, within(1e-6f));
  }
}
