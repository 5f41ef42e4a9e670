package dev.plumbline.lab.transformer;

import java.util.Arrays;

/** What one position gathers from those before it and itself. */
final class Attention {
  private final int width;
  private final int headWidth;
  private final float scale;

  /** Of one head, by block of the cache. */
  private float[][] scores = {};

  Attention(ModelShape shape) {
    this.width = shape.width();
    this.headWidth = shape.headWidth();
    this.scale = (float) (1 / Math.sqrt(headWidth));
  }

  /**
   * @param query of the position, all heads
   * @param position the last one attended to; its key and value are in the cache already
   * @param gathered all heads; overwritten
   */
  void attend(float[] query, KeyValueCache cache, int layer, int position, float[] gathered) {
    int blocks = position / CacheBlock.SIZE + 1;
    int inLast = position % CacheBlock.SIZE + 1;
    if (scores.length < blocks) {
      scores = new float[2 * blocks][CacheBlock.SIZE];
    }
    Arrays.fill(gathered, 0, width, 0);
    for (int head = 0; head < width; head += headWidth) {
      float highest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < blocks; i++) {
        int size = i == blocks - 1 ? inLast : CacheBlock.SIZE;
        Arrays.fill(scores[i], 0, size, 0);
        Sums.add(scores[i], 0, size, cache.block(i).keys(layer), head, head + headWidth, query);
        highest = highest(scores[i], size, highest);
      }
      float total = 0;
      for (int i = 0; i < blocks; i++) {
        int size = i == blocks - 1 ? inLast : CacheBlock.SIZE;
        total += weigh(scores[i], size, highest);
        Sums.add(
            gathered, head, head + headWidth, cache.block(i).values(layer), 0, size, scores[i]);
      }
      for (int i = head; i < head + headWidth; i++) {
        gathered[i] /= total;
      }
    }
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
