package dev.plumbline.lab.transformer;

import java.util.Arrays;

/**
 * One pass over the weights for several rows. A row is a token at the next position of a cache:
 * consecutive positions of one cache where a prompt is read, one position each of several caches
 * where a batch writes. Rows are computed alike in both, so the same bits come out.
 */
final class Pass {
  private final Weights weights;
  private final PositionEncoding encoding;
  private final boolean rounds;
  private final int width;
  private final KeyValueCache[] caches;
  private final int[] positions;
  private final Product product;
  private final Attention attention;
  private final float[][] stream;
  private final float[][] normed;
  private final float[][] queries;
  private final float[][] keys;
  private final float[][] values;
  private final float[][] gates;
  private final float[][] ups;

  /**
   * @param caches one a row, with room for it; the same one several times for consecutive positions
   * @param positions one a row
   */
  Pass(
      Weights weights,
      PositionEncoding encoding,
      Arithmetic arithmetic,
      KeyValueCache[] caches,
      int[] positions) {
    this.weights = weights;
    this.encoding = encoding;
    this.rounds = arithmetic.rounds();
    this.caches = caches;
    this.positions = positions;
    ModelShape shape = weights.shape();
    width = shape.width();
    int rows = positions.length;
    int widest = Math.max(shape.vocabulary(), Math.max(shape.hidden(), width));
    product = new Product(arithmetic, rows, widest);
    attention = new Attention(shape, rows);
    stream = new float[rows][width];
    normed = new float[rows][width];
    queries = new float[rows][width];
    keys = new float[rows][width];
    values = new float[rows][width];
    gates = new float[rows][shape.hidden()];
    ups = new float[rows][shape.hidden()];
  }

  /** Takes one token a row through all layers; keys and values go to the caches. */
  void run(int[] tokens) {
    for (int row = 0; row < tokens.length; row++) {
      weights.embedding().copyRow(tokens[row], stream[row]);
    }
    for (int layer = 0; layer < weights.layers().size(); layer++) {
      attend(weights.layers().get(layer), layer);
      feedForward(weights.layers().get(layer));
    }
  }

  /**
   * The logits of the tokens that may follow.
   *
   * @param first row they are wanted of, and of all after it
   */
  float[][] logits(int first) {
    float[][] last = Arrays.copyOfRange(stream, first, stream.length);
    float[][] logits = new float[last.length][weights.shape().vocabulary()];
    norm(last, weights.finalNorm());
    product.multiplyUnrounded(weights.embedding(), normed, logits, last.length);
    return logits;
  }

  private void attend(Weights.Layer layer, int index) {
    norm(stream, layer.attentionNorm());
    multiply(layer.query(), normed, queries);
    multiply(layer.key(), normed, keys);
    multiply(layer.value(), normed, values);
    for (int row = 0; row < positions.length; row++) {
      encoding.rotate(queries[row], width, positions[row]);
      encoding.rotate(keys[row], width, positions[row]);
      round(queries[row]);
      round(keys[row]);
      int block = positions[row] / CacheBlock.SIZE;
      caches[row].block(block).set(index, positions[row] % CacheBlock.SIZE, keys[row], values[row]);
    }
    for (int row = 0; row < positions.length; ) {
      int next = row + 1;
      while (next < positions.length && caches[next] == caches[row]) {
        next++;
      }
      attention.attend(queries, row, next, caches[row], index, positions, normed);
      row = next;
    }
    for (float[] row : normed) {
      round(row);
    }
    multiply(layer.attentionOutput(), normed, queries);
    addToStream(queries);
  }

  private void feedForward(Weights.Layer layer) {
    norm(stream, layer.feedForwardNorm());
    multiply(layer.gate(), normed, gates);
    multiply(layer.up(), normed, ups);
    for (int row = 0; row < positions.length; row++) {
      float[] gate = gates[row];
      for (int i = 0; i < gate.length; i++) {
        gate[i] = Exponential.silu(gate[i]) * ups[row][i];
      }
      round(gate);
    }
    multiply(layer.down(), gates, queries);
    addToStream(queries);
  }

  private void multiply(Matrix matrix, float[][] inputs, float[][] outputs) {
    product.multiply(matrix, inputs, outputs, positions.length);
  }

  private void norm(float[][] rows, Norm norm) {
    for (int row = 0; row < rows.length; row++) {
      norm.apply(rows[row], normed[row]);
      round(normed[row]);
    }
  }

  private void addToStream(float[][] addends) {
    for (int row = 0; row < positions.length; row++) {
      Sums.add(stream[row], addends[row], width);
      round(stream[row]);
    }
  }

  private void round(float[] activations) {
    if (rounds) {
      Bfloat16.round(activations, activations.length);
    }
  }
}
