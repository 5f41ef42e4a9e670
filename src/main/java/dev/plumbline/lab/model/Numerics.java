package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.Arithmetic;

/**
 * How an accelerator computes, chooses among the most probable tokens, and reports.
 *
 * @param rounding of its sums
 * @param rotation order in which the parts of a split sum are added: kernels differ
 * @param grid reported log-probabilities are multiples of it, in nats; 0 for none
 * @param approximate whether the most probable tokens are looked for by {@link PartialReduction}
 * @param reportsChosenFrom whether log-probabilities are computed over the tokens that were chosen
 *     from, after top-k; else over all, before it
 */
public record Numerics(
    Arithmetic.Rounding rounding,
    int rotation,
    double grid,
    boolean approximate,
    boolean reportsChosenFrom) {
  private static final double QUANTISED_GRID = 0.125;

  /** Single precision, nothing approximate: a GPU that has time. */
  public static final Numerics EXACT = new Numerics(Arithmetic.Rounding.NONE, 0, 0, false, false);

  /** As GPUs compute. */
  public static final Numerics GPU = new Numerics(Arithmetic.Rounding.BF16, 0, 0, false, false);

  /** As TPUs compute: with other kernels, and with approximate top-k. */
  public static final Numerics TPU = new Numerics(Arithmetic.Rounding.BF16, 1, 0, true, false);

  /** Typical numerics of an accelerator, told by its label; single precision for unknown ones. */
  public static Numerics of(String accelerator) {
    if (accelerator.contains("tpu")) {
      return TPU;
    }
    return accelerator.contains("gpu") ? GPU : EXACT;
  }

  /** The same, reporting on a grid of {@value #QUANTISED_GRID} nats. */
  public Numerics quantised() {
    return new Numerics(rounding, rotation, QUANTISED_GRID, approximate, reportsChosenFrom);
  }

  /** The same, reporting after top-k. */
  public Numerics reportingChosenFrom() {
    return new Numerics(rounding, rotation, grid, approximate, true);
  }

  /** Of prompts: so many rows at once that no sum need be split. */
  Arithmetic ofPrompts() {
    return new Arithmetic(rounding, 1, 0);
  }

  /**
   * Of answers. The fewer requests share a pass over the weights, the more parts each sum is cut
   * into, to keep the accelerator busy: four below 3 requests, two below 9, else one.
   *
   * @param batchSize requests that decode together
   */
  Arithmetic ofAnswers(int batchSize) {
    if (rounding == Arithmetic.Rounding.NONE) {
      // Splits are not seen in single precision, and one arithmetic is remembered for all.
      return ofPrompts();
    }
    int splits = batchSize <= 2 ? 4 : batchSize <= 8 ? 2 : 1;
    return new Arithmetic(rounding, splits, splits == 1 ? 0 : rotation);
  }

  double reported(double logprob) {
    return grid == 0 ? logprob : Math.rint(logprob / grid) * grid;
  }
}
