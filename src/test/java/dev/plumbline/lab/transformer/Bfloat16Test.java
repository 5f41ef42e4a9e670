package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Bfloat16Test {

  /** The way of rounding it is held to: bit operations on the representation. */
  private static float byBits(float x) {
    int bits = Float.floatToRawIntBits(x);
    return Float.intBitsToFloat((bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000);
  }

  /** All 2²³ significands, at the least and the greatest exponent activations come near, and 1. */
  @Test
  void roundsEverySignificandToNearestTiesToEven() {
    for (int exponent : new int[] {-40, 0, 40}) {
      int power = Float.floatToRawIntBits(Math.scalb(1f, exponent));
      long differing = 0;
      for (int significand = 0; significand < 1 << 23; significand++) {
        float x = Float.intBitsToFloat(power | significand);
        if (Bfloat16.round(x) != byBits(x) || Bfloat16.round(-x) != -byBits(x)) {
          differing++;
        }
      }
      assertThat(differing).as("exponent %d", exponent).isZero();
    }
  }

  @Test
  void zeroStaysZero() {
    assertThat(Bfloat16.round(0f)).isZero();
  }

  /** 1 + 1/256 is a tie between 1 and 1 + 1/128: the even one is 1. */
  @Test
  void roundsAddendsAndThenTheSum() {
    float[] sums = {1, 1, 2};
    Bfloat16.add(sums, new float[] {1 / 256f, 3 / 256f, 257 / 256f}, 3);
    assertThat(sums).containsExactly(1, 1 + 2 / 128f, 3);
  }

  @Test
  void readsStoredBits() {
    assertThat(Bfloat16.fromBits(0x3f80)).isEqualTo(1);
    assertThat(Bfloat16.fromBits(0xffffc000)).isEqualTo(-2);
  }
}
