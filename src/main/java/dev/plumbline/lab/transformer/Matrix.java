package dev.plumbline.lab.transformer;

/**
 * A matrix from {@code inputs} to {@code outputs} numbers. Kept by column, each an array of its
 * own: a product is then a sum of columns, and the JIT compiler vectorises loops that read several
 * arrays at the same index, but neither dot products nor loops with an offset into one array.
 */
final class Matrix {
  private final float[][] columns;
  private final int outputs;

  private Matrix(float[][] columns, int outputs) {
    this.columns = columns;
    this.outputs = outputs;
  }

  /**
   * @param rows {@code outputs} rows of equal length
   */
  static Matrix ofRows(float[][] rows) {
    float[][] columns = new float[rows[0].length][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = rows[row][column];
      }
    }
    return new Matrix(columns, rows.length);
  }

  int inputs() {
    return columns.length;
  }

  int outputs() {
    return outputs;
  }

  /** The weights of each input. Not to be changed. */
  float[][] columns() {
    return columns;
  }

  void copyRow(int output, float[] target) {
    for (int input = 0; input < columns.length; input++) {
      target[input] = columns[input][output];
    }
  }
}
