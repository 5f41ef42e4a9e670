package dev.plumbline.lab.transformer;

import java.util.Arrays;

/** Products of a matrix and several vectors, in an arithmetic: one pass over the matrix for all. */
final class Product {
  private final Arithmetic arithmetic;
  private final float[][] parts;

  /**
   * @param rows most vectors a product has
   * @param outputs most outputs a matrix has
   */
  Product(Arithmetic arithmetic, int rows, int outputs) {
    this.arithmetic = arithmetic;
    this.parts = arithmetic.splits() == 1 ? new float[0][] : new float[rows][outputs];
  }

  /**
   * @param inputs one vector a row
   * @param outputs what they become; overwritten
   * @param rows how many of them
   */
  void multiply(Matrix matrix, float[][] inputs, float[][] outputs, int rows) {
    multiply(matrix, inputs, outputs, rows, arithmetic.rounds());
  }

  /** A product of which nothing is rounded, whatever the arithmetic rounds. */
  void multiplyUnrounded(Matrix matrix, float[][] inputs, float[][] outputs, int rows) {
    multiply(matrix, inputs, outputs, rows, false);
  }

  private void multiply(
      Matrix matrix, float[][] inputs, float[][] outputs, int rows, boolean rounded) {
    sum(matrix, arithmetic.part(0), inputs, outputs, rows);
    if (rounded) {
      for (int row = 0; row < rows; row++) {
        Bfloat16.round(outputs[row], matrix.outputs());
      }
    }
    for (int i = 1; i < arithmetic.splits(); i++) {
      sum(matrix, arithmetic.part(i), inputs, parts, rows);
      for (int row = 0; row < rows; row++) {
        if (rounded) {
          Bfloat16.add(outputs[row], parts[row], matrix.outputs());
        } else {
          Sums.add(outputs[row], parts[row], matrix.outputs());
        }
      }
    }
  }

  /** One part of each sum. A few columns at a time stay in the cache while all rows use them. */
  private void sum(Matrix matrix, int part, float[][] inputs, float[][] sums, int rows) {
    int size = matrix.outputs();
    for (int row = 0; row < rows; row++) {
      Arrays.fill(sums[row], 0, size, 0);
    }
    int at = part * matrix.inputs() / arithmetic.splits();
    int end = (part + 1) * matrix.inputs() / arithmetic.splits();
    for (; at < end; at += Sums.AT_ONCE) {
      int next = Math.min(end, at + Sums.AT_ONCE);
      for (int row = 0; row < rows; row++) {
        Sums.add(sums[row], 0, size, matrix.columns(), at, next, inputs[row]);
      }
    }
  }
}
