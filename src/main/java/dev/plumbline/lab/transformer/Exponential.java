package dev.plumbline.lab.transformer;

/**
 * e to the power of a float, within 2e-7 of its value. {@link Math#exp} may differ from processor
 * to processor in the last bit, and the lab's answers must not; {@link StrictMath#exp} is slow.
 */
public final class Exponential {
  private static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts, so that the remainder loses no bits; the first has few bits set. */
  private static final float LN_2_HIGH = 0.6933594f;

  private static final float LN_2_LOW = -2.1219444e-4f;

  /** Added and taken off again, it leaves a whole number. */
  private static final float TO_WHOLE = 3 << 22;

  private static final float LEAST = -87;
  private static final float MOST = 88;

  private Exponential() {}

  /**
   * e to the power of x.
   *
   * @param x taken as -87 if below, as 88 if above
   */
  public static float exp(float x) {
    float bounded = x < LEAST ? LEAST : x > MOST ? MOST : x;
    float power = bounded * LOG2_E + TO_WHOLE - TO_WHOLE;
    float r = bounded - power * LN_2_HIGH - power * LN_2_LOW;
    // Minimax polynomial of Cephes' expf.
    float p = 1.9875691e-4f;
    p = p * r + 1.3981999e-3f;
    p = p * r + 8.333452e-3f;
    p = p * r + 4.1665796e-2f;
    p = p * r + 1.6666666e-1f;
    p = p * r + 0.5f;
    float unscaled = p * r * r + r + 1;
    return unscaled * Float.intBitsToFloat(((int) power + 127) << 23);
  }

  /** The activation of the feed-forward part, x · σ(x). */
  static float silu(float x) {
    return x / (1 + exp(-x));
  }
}
