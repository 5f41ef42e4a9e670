package dev.plumbline.lab.transformer;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The trained numbers of a decoder. Immutable; large: 16 MB for the larger one of the lab. */
public final class Weights {
  private final ModelShape shape;
  private final Matrix embedding;
  private final List<Layer> layers;
  private final Norm finalNorm;

  Weights(ModelShape shape, Matrix embedding, List<Layer> layers, Norm finalNorm) {
    this.shape = shape;
    this.embedding = embedding;
    this.layers = List.copyOf(layers);
    this.finalNorm = finalNorm;
  }

  /** One layer: attention, then feed-forward. */
  record Layer(
      Norm attentionNorm,
      Matrix query,
      Matrix key,
      Matrix value,
      Matrix attentionOutput,
      Norm feedForwardNorm,
      Matrix gate,
      Matrix up,
      Matrix down) {}

  /**
   * Reads the weights that come with the lab.
   *
   * @param name {@code large} or {@code small}
   */
  public static Weights named(String name, Precision precision) throws IOException {
    String file = name + ".weights";
    try (InputStream found = Weights.class.getResourceAsStream(file)) {
      if (found == null) {
        throw new FileNotFoundException("no " + file + " comes with the lab");
      }
      return read(new BufferedInputStream(found), precision);
    }
  }

  /**
   * Reads a weights file to its end. Does not close it.
   *
   * @throws InvalidModelFileException if it is none, too short or too long
   */
  public static Weights read(InputStream file, Precision precision) throws IOException {
    return new WeightsReader(file, precision).read();
  }

  public ModelShape shape() {
    return shape;
  }

  /** One output a token: what the token means as input, and how its logit is read off. */
  Matrix embedding() {
    return embedding;
  }

  List<Layer> layers() {
    return layers;
  }

  Norm finalNorm() {
    return finalNorm;
  }
}
