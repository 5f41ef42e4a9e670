package dev.plumbline.lab.model;

import java.util.random.RandomGenerator;

/**
 * What an accelerator's arithmetic does to exact logits: rounding that depends on how the batch was
 * laid out, seen as noise, and where the platform reports on a coarse grid, quantisation. The
 * emitted token and the reported log-probabilities come from the same disturbed logits.
 *
 * @param noise standard deviation of the noise on each logit, in nats
 * @param grid step logits are rounded to, in nats; 0 for none
 */
public record Numerics(double noise, double grid) {
  private static final double QUANTISED_GRID = 0.125;

  /** Arithmetic without any rounding. */
  public static final Numerics EXACT = new Numerics(0, 0);

  /**
   * Typical numerics of an accelerator, told by its label: Trainium rounds most, TPU less, GPU
   * least.
   *
   * @param quantised whether the platform's logits sit on a grid of {@value #QUANTISED_GRID} nats
   */
  public static Numerics of(String accelerator, boolean quantised) {
    double noise =
        accelerator.contains("trainium") || accelerator.contains("trn")
            ? 0.010
            : accelerator.contains("tpu") ? 0.008 : 0.007;
    return new Numerics(noise, quantised ? QUANTISED_GRID : 0);
  }

  double disturb(double logit, RandomGenerator random) {
    double noisy = noise == 0 ? logit : logit + noise * random.nextGaussian();
    return grid == 0 ? noisy : Math.rint(noisy / grid) * grid;
  }
}
