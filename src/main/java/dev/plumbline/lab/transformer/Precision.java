package dev.plumbline.lab.transformer;

/** How exactly a server keeps the weights it was given. */
public enum Precision {
  /** As they are in the file. */
  STORED {
    @Override
    void apply(float[] row) {}
  },

  /**
   * Whole numbers from -127 to 127 times one factor a row of each layer's matrices, symmetric. A
   * factor a row, not a group of 64: it can be taken out of the dot product, which is why servers
   * that quantise to 8 bits do so. Embedding and norms stay as stored, as there.
   */
  INT8 {
    @Override
    void apply(float[] row) {
      float largest = 0;
      for (float weight : row) {
        largest = Math.max(largest, Math.abs(weight));
      }
      if (largest == 0) {
        return;
      }
      float factor = largest / 127;
      for (int i = 0; i < row.length; i++) {
        row[i] = factor * (float) Math.rint(row[i] / factor);
      }
    }
  };

  /** Replaces one output's weights by what is kept of them. */
  abstract void apply(float[] row);
}
