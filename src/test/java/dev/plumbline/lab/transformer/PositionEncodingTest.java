package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PositionEncodingTest {
  private static final ModelShape SHAPE = SeededModel.LARGE;
  private static final int PAIRS = SHAPE.headWidth() / 2;

  @Test
  void pairITurnsByPositionTimesItsFrequencyInEveryHead() {
    float[] vector = ones();
    PositionEncoding.usual(SHAPE).rotate(vector, SHAPE.width(), 5);

    for (int at = 0; at < vector.length; at += 2) {
      double angle = 5 * Math.pow(10_000, -(double) (at % 32) / 32);
      assertThat(vector[at]).isCloseTo((float) Math.cos(angle), within(1e-6f));
      assertThat(vector[at + 1]).isCloseTo((float) Math.sin(angle), within(1e-6f));
    }
  }

  @Test
  void positionsKnownLaterAreTheSameAsIfKnownFirst() {
    PositionEncoding one = PositionEncoding.usual(SHAPE);
    PositionEncoding other = PositionEncoding.usual(SHAPE);
    float[] early = ones();
    float[] late = ones();
    one.rotate(early, SHAPE.width(), 3000);
    other.rotate(ones(), SHAPE.width(), 1);
    other.rotate(late, SHAPE.width(), 3000);
    assertThat(late).isEqualTo(early);
  }

  /** Of a head of 32: pairs 0–2 turn ≥ 32 times in 1024 positions, pairs 9–15 less than once. */
  @Test
  void aLongWindowPressesSlowPairsAndSparesFastOnes() {
    PositionEncoding scaled = PositionEncoding.scaledFor(SHAPE, 1_000_000, 1024);
    double factor = 1_000_000 / 1024.0;
    for (int pair = 0; pair < PAIRS; pair++) {
      double kept = angle(scaled, pair, 1) / usualAngle(pair);
      if (pair <= 2) {
        assertThat(kept).as("pair %d", pair).isCloseTo(1, within(1e-5));
      } else if (pair >= 9) {
        assertThat(kept).as("pair %d", pair).isCloseTo(1 / factor, within(1e-5));
      } else {
        assertThat(kept).as("pair %d", pair).isBetween(1 / factor, 1.0);
      }
    }
  }

  @Test
  void aLongWindowSharpensAttention() {
    float[] vector = ones();
    PositionEncoding.scaledFor(SHAPE, 8192, 1024).rotate(vector, SHAPE.width(), 7);
    double magnitude = Math.hypot(vector[0], vector[1]);
    assertThat(magnitude).isCloseTo(1 + 0.1 * Math.log(8), within(1e-6));
  }

  @Test
  void theTrainedWindowIsTheUsualEncoding() {
    float[] usual = ones();
    float[] scaled = ones();
    PositionEncoding.usual(SHAPE).rotate(usual, SHAPE.width(), 99);
    PositionEncoding.scaledFor(SHAPE, 1024, 1024).rotate(scaled, SHAPE.width(), 99);
    assertThat(scaled).isEqualTo(usual);
  }

  @Test
  void aWindowBelowTheTrainedOneIsRefused() {
    assertThatThrownBy(() -> PositionEncoding.scaledFor(SHAPE, 512, 1024))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("512");
  }

  /** First number of each pair 1, second 0. */
  private static float[] ones() {
    float[] vector = new float[SHAPE.width()];
    for (int i = 0; i < vector.length; i += 2) {
      vector[i] = 1;
    }
    return vector;
  }

  private static double usualAngle(int pair) {
    return Math.pow(10_000, -(double) pair / PAIRS);
  }

  private static double angle(PositionEncoding encoding, int pair, int position) {
    float[] vector = ones();
    encoding.rotate(vector, SHAPE.width(), position);
    return Math.atan2(vector[2 * pair + 1], vector[2 * pair]);
  }
}
