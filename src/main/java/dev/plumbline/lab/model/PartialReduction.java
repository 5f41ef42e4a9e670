package dev.plumbline.lab.model;

/**
 * Approximate top-k as accelerators without fast sorting do it: tokens are dealt to buckets in
 * turn, the best of each bucket is kept, and the best of those are the result. The most probable
 * token is never lost; another one is where a better one shares its bucket.
 *
 * <p>Source: Chern et al., "TPU-KNN: K Nearest Neighbor Search at Peak FLOP/s", 2022, section 5:
 * with L buckets a share of ((L − 1) / L)<sup>k − 1</sup> of the k best is expected to survive.
 */
final class PartialReduction {
  private final int buckets;

  private PartialReduction(int buckets) {
    this.buckets = buckets;
  }

  /**
   * As few buckets as the target allows; tokens are dealt a power of two to each.
   *
   * @param tokens in the vocabulary
   * @param k how many are looked for; 2 or more
   * @param recall least expected share of them that is found; below 1
   */
  static PartialReduction of(int tokens, int k, double recall) {
    double needed = 1 / (1 - Math.pow(recall, 1.0 / (k - 1)));
    int perBucket = Math.max(1, Integer.highestOneBit((int) (tokens / needed)));
    return new PartialReduction((tokens + perBucket - 1) / perBucket);
  }

  int buckets() {
    return buckets;
  }

  /** Expected share of the k best tokens that is found. */
  double recall(int k) {
    return Math.pow((buckets - 1.0) / buckets, k - 1);
  }

  /**
   * Which of the best tokens are found: bit i for the i-th.
   *
   * @param best tokens, the best first
   * @param size how many they are; at most 64
   */
  long found(int[] best, int size) {
    long found = 0;
    for (int i = 0; i < size; i++) {
      found |= isBestOfBucket(best, i) ? 1L << i : 0;
    }
    return found;
  }

  private boolean isBestOfBucket(int[] best, int index) {
    for (int i = 0; i < index; i++) {
      if (best[i] % buckets == best[index] % buckets) {
        return false;
      }
    }
    return true;
  }
}
