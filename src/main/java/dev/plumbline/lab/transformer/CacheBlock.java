package dev.plumbline.lab.transformer;

/**
 * Keys and values of {@value #SIZE} consecutive positions. Attention sums over a key's numbers for
 * all positions at once, and over positions for all of a value's numbers: hence the layouts.
 */
final class CacheBlock {
  static final int SIZE = 64;

  /** By layer, by number of the key; one array holds all positions. */
  private final float[][][] keys;

  /** By layer, by position; one array holds all numbers. */
  private final float[][][] values;

  CacheBlock(ModelShape shape) {
    keys = new float[shape.layers()][shape.width()][SIZE];
    values = new float[shape.layers()][SIZE][shape.width()];
  }

  private CacheBlock(float[][][] keys, float[][][] values) {
    this.keys = keys;
    this.values = values;
  }

  CacheBlock copy() {
    return new CacheBlock(copy(keys), copy(values));
  }

  private static float[][][] copy(float[][][] original) {
    float[][][] copy = new float[original.length][][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = new float[original[i].length][];
      for (int j = 0; j < copy[i].length; j++) {
        copy[i][j] = original[i][j].clone();
      }
    }
    return copy;
  }

  /**
   * @param at position in the block
   */
  void set(int layer, int at, float[] key, float[] value) {
    float[][] numbers = keys[layer];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i][at] = key[i];
    }
    System.arraycopy(value, 0, values[layer][at], 0, numbers.length);
  }

  float[][] keys(int layer) {
    return keys[layer];
  }

  float[][] values(int layer) {
    return values[layer];
  }
}
