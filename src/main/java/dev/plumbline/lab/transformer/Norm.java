package dev.plumbline.lab.transformer;

/** Normalisation by the root mean square, and a weight a number. */
final class Norm {
  private final float[] weights;
  private final double eps;

  Norm(float[] weights, double eps) {
    this.weights = weights;
    this.eps = eps;
  }

  /** Not to be changed. */
  float[] weights() {
    return weights;
  }

  /**
   * @param normed overwritten
   */
  void apply(float[] vector, float[] normed) {
    double squares = 0;
    for (float x : vector) {
      squares += x * x;
    }
    float factor = (float) (1 / Math.sqrt(squares / vector.length + eps));
    for (int i = 0; i < vector.length; i++) {
      normed[i] = vector[i] * factor * weights[i];
    }
  }
}
