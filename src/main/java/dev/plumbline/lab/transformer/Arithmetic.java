package dev.plumbline.lab.transformer;

/**
 * How sums are done. An accelerator cuts the sums of a matrix product into {@code splits} parts
 * that are summed apart and then added to one another; how many depends on the size of the batch,
 * so the same request is rounded differently in other company.
 *
 * @param rounding what is rounded
 * @param splits parts each sum is cut into, 1 or more
 * @param rotation the part that comes first when the parts are added, the others follow in their
 *     order; 0 or more, taken modulo {@code splits}
 */
public record Arithmetic(Rounding rounding, int splits, int rotation) {
  /** Sums of one part in single precision. */
  public static final Arithmetic FP32 = new Arithmetic(Rounding.NONE, 1, 0);

  /** Sums of one part, results rounded to bfloat16. */
  public static final Arithmetic BF16 = new Arithmetic(Rounding.BF16, 1, 0);

  /** What is rounded, beyond the single precision all is computed in. */
  public enum Rounding {
    /** Nothing. */
    NONE,
    /**
     * Activations, the results of matrix products and their parts, to bfloat16; a part is added to
     * the running sum of a bfloat16. The logits alone stay as they are, as on real servers.
     */
    BF16
  }

  public Arithmetic {
    if (splits < 1 || rotation < 0) {
      throw new IllegalArgumentException(
          "splits is 1 or more and rotation 0 or more, not %d and %d".formatted(splits, rotation));
    }
  }

  public Arithmetic withSplits(int splits) {
    return new Arithmetic(rounding, splits, rotation);
  }

  public Arithmetic withRotation(int rotation) {
    return new Arithmetic(rounding, splits, rotation);
  }

  boolean rounds() {
    return rounding == Rounding.BF16;
  }

  /** The part that is added as number {@code index}. */
  int part(int index) {
    return (rotation + index) % splits;
  }
}
