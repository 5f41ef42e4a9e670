package dev.plumbline.lab.transformer;

import java.util.Arrays;

/**
 * What one position gathers from those before it and itself. Its loops are short, and of two
 * lengths: the JIT compiler unrolls a loop by how long it usually is, so each has one of its own,
 * apart from those of {@link Sums} (sharing them costs half the speed at 256 positions).
 */
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
        score(cache.block(i).keys(layer), query, head, scores[i], size);
        highest = highest(scores[i], size, highest);
      }
      float total = 0;
      for (int i = 0; i < blocks; i++) {
        int size = i == blocks - 1 ? inLast : CacheBlock.SIZE;
        total += weigh(scores[i], size, highest);
        gather(cache.block(i).values(layer), scores[i], size, head, gathered);
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

  /** Adds query · key of each position, so far as one head's numbers go. */
  private void score(float[][] keys, float[] query, int head, float[] sums, int size) {
    int i = head;
    for (; i + 4 <= head + headWidth; i += 4) {
      scoreFour(
          sums,
          size,
          keys[i],
          keys[i + 1],
          keys[i + 2],
          keys[i + 3],
          query[i],
          query[i + 1],
          query[i + 2],
          query[i + 3]);
    }
    for (; i < head + headWidth; i++) {
      for (int at = 0; at < size; at++) {
        sums[at] += query[i] * keys[i][at];
      }
    }
  }

  private static void scoreFour(
      float[] sums,
      int size,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float queryA,
      float queryB,
      float queryC,
      float queryD) {
    for (int i = 0; i < size; i++) {
      sums[i] = sums[i] + queryA * a[i] + queryB * b[i] + queryC * c[i] + queryD * d[i];
    }
  }

  /** Adds the values of each position times its weight, so far as one head's numbers go. */
  private void gather(float[][] values, float[] weights, int size, int head, float[] sums) {
    int end = head + headWidth;
    int at = 0;
    for (; at + 4 <= size; at += 4) {
      gatherFour(
          sums,
          head,
          end,
          values[at],
          values[at + 1],
          values[at + 2],
          values[at + 3],
          weights[at],
          weights[at + 1],
          weights[at + 2],
          weights[at + 3]);
    }
    for (; at < size; at++) {
      for (int i = head; i < end; i++) {
        sums[i] += weights[at] * values[at][i];
      }
    }
  }

  private static void gatherFour(
      float[] sums,
      int from,
      int to,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float weightA,
      float weightB,
      float weightC,
      float weightD) {
    for (int i = from; i < to; i++) {
      sums[i] = sums[i] + weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }
}
