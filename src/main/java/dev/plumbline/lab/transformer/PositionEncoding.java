package dev.plumbline.lab.transformer;

/**
 * Rotary position encoding: pair i of each head, numbers 2i and 2i + 1, is turned by an angle of
 * position × frequency i. Thread-safe; angles are tabulated as far as positions have been used.
 */
public final class PositionEncoding {
  /** YaRN's bounds: pairs that turn less often in the trained window are stretched wholly… */
  private static final double FEWEST_TURNS = 1;

  /** …and those that turn more often not at all. */
  private static final double MOST_TURNS = 32;

  private final double[] frequencies;
  private final double magnitude;
  private volatile float[][] table = {};

  private PositionEncoding(double[] frequencies, double magnitude) {
    this.frequencies = frequencies;
    this.magnitude = magnitude;
  }

  /** As the model was trained: frequency i is theta<sup>-2i / head width</sup>. */
  public static PositionEncoding usual(ModelShape shape) {
    return of(shape, shape.ropeTheta());
  }

  private static PositionEncoding of(ModelShape shape, double theta) {
    double[] frequencies = new double[shape.headWidth() / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = StrictMath.pow(theta, -2.0 * i / shape.headWidth());
    }
    return new PositionEncoding(frequencies, 1);
  }

  /**
   * As a server configured for a longer window has it (YaRN): pairs are pressed together by window
   * ÷ trained if they turn less than once in the trained window, not at all if they turn more than
   * 32 times, partly in between; and attention is sharpened.
   *
   * @param window positions the server is configured for
   * @param trained positions the model was trained on, no more than {@code window}
   */
  public static PositionEncoding scaledFor(ModelShape shape, long window, long trained) {
    if (trained < 1 || window < trained) {
      throw new IllegalArgumentException(
          "a window of %d for a model trained on %d positions".formatted(window, trained));
    }
    double factor = (double) window / trained;
    double[] frequencies = usual(shape).frequencies;
    for (int i = 0; i < frequencies.length; i++) {
      double turns = trained * frequencies[i] / (2 * Math.PI);
      double kept = Math.clamp((turns - FEWEST_TURNS) / (MOST_TURNS - FEWEST_TURNS), 0, 1);
      frequencies[i] *= kept + (1 - kept) / factor;
    }
    return new PositionEncoding(frequencies, 1 + 0.1 * StrictMath.log(factor));
  }

  /** Turns all heads of one vector. */
  void rotate(float[] vector, int width, int position) {
    float[] turns = turns(position);
    for (int head = 0; head < width; head += turns.length) {
      for (int i = 0; i < turns.length; i += 2) {
        float x = vector[head + i];
        float y = vector[head + i + 1];
        vector[head + i] = x * turns[i] - y * turns[i + 1];
        vector[head + i + 1] = x * turns[i + 1] + y * turns[i];
      }
    }
  }

  /** Cosine and sine of each pair's angle, alternating. */
  private float[] turns(int position) {
    float[][] known = table;
    return position < known.length ? known[position] : grown(position)[position];
  }

  private synchronized float[][] grown(int position) {
    float[][] known = table;
    if (position < known.length) {
      return known;
    }
    float[][] grown = new float[Math.max(position + 1, 2 * known.length)][];
    System.arraycopy(known, 0, grown, 0, known.length);
    for (int at = known.length; at < grown.length; at++) {
      grown[at] = new float[2 * frequencies.length];
      for (int i = 0; i < frequencies.length; i++) {
        double angle = at * frequencies[i];
        grown[at][2 * i] = (float) (magnitude * StrictMath.cos(angle));
        grown[at][2 * i + 1] = (float) (magnitude * StrictMath.sin(angle));
      }
    }
    table = grown;
    return grown;
  }
}
