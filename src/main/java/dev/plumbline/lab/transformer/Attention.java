package dev.plumbline.lab.transformer;

import java.util.Arrays;

/** What one position gathers from those before it and itself. */
final class Attention {
  private final int width;
  private final int headWidth;
  private final float scale;
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
    if (scores.length < blocks) {
      scores = new float[2 * blocks][CacheBlock.SIZE];
    }
    Arrays.fill(gathered, 0, width, 0);
    for (int head = 0; head < width; head += headWidth) {
      for (int block = 0; block < blocks; block++) {
        score(cache.block(block * CacheBlock.SIZE).keys(layer), query, head, scores[block]);
      }
      float total = weigh(position + 1);
      for (int block = 0; block < blocks; block++) {
        int size = Math.min(CacheBlock.SIZE, position + 1 - block * CacheBlock.SIZE);
        float[][] values = cache.block(block * CacheBlock.SIZE).values(layer);
        Sums.add(gathered, head, head + headWidth, values, 0, size, scores[block]);
      }
      for (int i = head; i < head + headWidth; i++) {
        gathered[i] /= total;
      }
    }
  }

  /** Query · key for each position of the block, those not yet taken included. */
  private void score(float[][] keys, float[] query, int head, float[] into) {
    Arrays.fill(into, 0);
    Sums.add(into, 0, CacheBlock.SIZE, keys, head, head + headWidth, query);
  }

  /** Makes weights of the scores: their exponentials, relative to the highest; gives their sum. */
  private float weigh(int positions) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int at = 0; at < positions; at++) {
      highest = Math.max(highest, scores[at / CacheBlock.SIZE][at % CacheBlock.SIZE]);
    }
    double total = 0;
    for (int at = 0; at < positions; at++) {
      float[] block = scores[at / CacheBlock.SIZE];
      float weight = Exponential.exp((block[at % CacheBlock.SIZE] - highest) * scale);
      block[at % CacheBlock.SIZE] = weight;
      total += weight;
    }
    return (float) total;
  }
}
