package dev.plumbline.lab.transformer;

import java.util.Arrays;

/**
 * What positions gather from those before them and themselves. All rows of a cache take their part
 * of one block of it before the next block is read: a long cache is larger than a core's own.
 */
final class Attention {
  private final int width;
  private final int headWidth;
  private final float scale;

  /** Of one head, by row and block of the cache. */
  private final float[][][] scores;

  private final float[] highest;
  private final float[] totals;

  /**
   * @param rows at most
   */
  Attention(ModelShape shape, int rows) {
    this.width = shape.width();
    this.headWidth = shape.headWidth();
    this.scale = (float) (1 / Math.sqrt(headWidth));
    scores = new float[rows][0][];
    highest = new float[rows];
    totals = new float[rows];
  }

  /**
   * Attends at consecutive positions of one cache.
   *
   * @param queries of each row, all heads
   * @param from first row
   * @param to after the last row
   * @param positions of each row, its last one attended to; keys and values are in the cache
   * @param gathered of each row, all heads; overwritten
   */
  void attend(
      float[][] queries,
      int from,
      int to,
      KeyValueCache cache,
      int layer,
      int[] positions,
      float[][] gathered) {
    int blocks = positions[to - 1] / CacheBlock.SIZE + 1;
    for (int row = from; row < to; row++) {
      Arrays.fill(gathered[row], 0, width, 0);
      if (scores[row].length < blocks) {
        scores[row] = new float[2 * blocks][CacheBlock.SIZE];
      }
    }
    for (int head = 0; head < width; head += headWidth) {
      Arrays.fill(highest, Float.NEGATIVE_INFINITY);
      Arrays.fill(totals, 0);
      for (int block = 0; block < blocks; block++) {
        float[][] keys = cache.block(block).keys(layer);
        for (int row = from; row < to; row++) {
          int size = size(block, positions[row]);
          Arrays.fill(scores[row][block], 0, size, 0);
          Sums.add(scores[row][block], 0, size, keys, head, head + headWidth, queries[row]);
          highest[row] = highest(scores[row][block], size, highest[row]);
        }
      }
      for (int block = 0; block < blocks; block++) {
        float[][] values = cache.block(block).values(layer);
        for (int row = from; row < to; row++) {
          int size = size(block, positions[row]);
          totals[row] += weigh(scores[row][block], size, highest[row]);
          Sums.add(gathered[row], head, head + headWidth, values, 0, size, scores[row][block]);
        }
      }
      for (int row = from; row < to; row++) {
        for (int i = head; i < head + headWidth; i++) {
          gathered[row][i] /= totals[row];
        }
      }
    }
  }

  /** How much of a block a position attends to; 0 of those after it. */
  private static int size(int block, int position) {
    return Math.clamp(position + 1L - (long) block * CacheBlock.SIZE, 0, CacheBlock.SIZE);
  }

  private static float highest(float[] scores, int size, float before) {
    float highest = before;
    for (int i = 0; i < size; i++) {
      // Math.max, careful about NaN and zeros, takes four times as long.
      highest = scores[i] > highest ? scores[i] : highest;
    }
    return highest;
  }

  /** Makes weights of scores: their exponentials, relative to the highest; gives their sum. */
  private float weigh(float[] scores, int size, float highest) {
    float total = 0;
    for (int i = 0; i < size; i++) {
      scores[i] = Exponential.exp((scores[i] - highest) * scale);
      total += scores[i];
    }
    return total;
  }
}
