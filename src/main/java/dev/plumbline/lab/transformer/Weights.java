package dev.plumbline.lab.transformer;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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

  /** The matrices of one layer's second half. */
  record FeedForward(Matrix gate, Matrix up, Matrix down) {
    private boolean fits(Layer layer) {
      return gate.inputs() == layer.gate.inputs() && gate.outputs() == layer.gate.outputs();
    }
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
    try (InputStream file = resource(name + ".weights")) {
      return read(file, precision);
    }
  }

  /**
   * The same, but for a shard of an earlier state of the training: the feed-forward of the last
   * layer.
   */
  public static Weights namedWithEarlyShard(String name, Precision precision) throws IOException {
    Weights weights = named(name, precision);
    try (InputStream file = resource(name + "-early.weights")) {
      return weights.withLastFeedForward(new WeightsReader(file, precision).readShard());
    }
  }

  private static InputStream resource(String file) throws IOException {
    InputStream found = Weights.class.getResourceAsStream(file);
    if (found == null) {
      throw new FileNotFoundException("no " + file + " comes with the lab");
    }
    return new BufferedInputStream(found);
  }

  private Weights withLastFeedForward(FeedForward other) throws InvalidModelFileException {
    Layer last = layers.getLast();
    if (!other.fits(last)) {
      throw new InvalidModelFileException("weights: the early shard is of another model");
    }
    List<Layer> replaced = new ArrayList<>(layers);
    replaced.set(
        layers.size() - 1,
        new Layer(
            last.attentionNorm,
            last.query,
            last.key,
            last.value,
            last.attentionOutput,
            last.feedForwardNorm,
            other.gate,
            other.up,
            other.down));
    return new Weights(shape, embedding, replaced, finalNorm);
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
