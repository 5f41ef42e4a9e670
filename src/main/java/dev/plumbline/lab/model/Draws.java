package dev.plumbline.lab.model;

/**
 * Repeatable chance: numbers that are a pure function of a seed and of what they are drawn for, so
 * that the same lab with the same seed and the same requests behaves the same.
 */
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draws() {}

  /** A well mixed hash of a seed and one number. */
  public static long hash(long seed, long part) {
    long z = (seed ^ Long.rotateLeft(part, 32)) + GOLDEN * (part + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A well mixed hash of a seed and a text. */
  public static long hash(long seed, String text) {
    long state = seed;
    for (int i = 0; i < text.length(); i++) {
      state = hash(state, text.charAt(i));
    }
    return hash(state, text.length());
  }

  /** A number in [0, 1) from a hash. */
  public static double unit(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  /** A number in [0, 1) drawn for one purpose. */
  public static double unit(long seed, long part) {
    return unit(hash(seed, part));
  }

  /** An index below {@code bound}, which must be positive. */
  public static int below(int bound, long hash) {
    return (int) Long.remainderUnsigned(hash, bound);
  }
}
