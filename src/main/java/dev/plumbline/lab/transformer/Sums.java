package dev.plumbline.lab.transformer;

/**
 * The innermost loops. Each reads and writes several arrays at the same index, which is the form
 * the JIT compiler vectorises, and each output is summed in the order of its addends: results do
 * not depend on how many vectors there are in a register, or whether any.
 */
final class Sums {
  /** Arrays added in one loop; more than four, and the compiler vectorises some of the time. */
  static final int AT_ONCE = 4;

  private Sums() {}

  /**
   * Adds multiples of arrays, one after the other, to the sums from index {@code from} to below
   * {@code to}.
   *
   * @param first of the arrays
   * @param end after the last of them
   * @param factors one an array, at the array's index
   */
  static void add(
      float[] sums, int from, int to, float[][] arrays, int first, int end, float[] factors) {
    int at = first;
    for (; at + AT_ONCE <= end; at += AT_ONCE) {
      addFour(
          sums,
          from,
          to,
          arrays[at],
          arrays[at + 1],
          arrays[at + 2],
          arrays[at + 3],
          factors[at],
          factors[at + 1],
          factors[at + 2],
          factors[at + 3]);
    }
    for (; at < end; at++) {
      addOne(sums, from, to, arrays[at], factors[at]);
    }
  }

  static void add(float[] sums, float[] addends, int size) {
    for (int i = 0; i < size; i++) {
      sums[i] += addends[i];
    }
  }

  private static void addOne(float[] sums, int from, int to, float[] a, float factorA) {
    for (int i = from; i < to; i++) {
      sums[i] = sums[i] + factorA * a[i];
    }
  }

  private static void addFour(
      float[] sums,
      int from,
      int to,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float factorA,
      float factorB,
      float factorC,
      float factorD) {
    for (int i = from; i < to; i++) {
      sums[i] = sums[i] + factorA * a[i] + factorB * b[i] + factorC * c[i] + factorD * d[i];
    }
  }
}
