package dev.plumbline.lab;

import java.util.List;

/** The batch sizes a server has kernels for; a batch runs in the smallest bucket that holds it. */
final class BatchBuckets {
  static final List<Integer> ALL = List.of(1, 2, 4, 8, 16);
  static final int LARGEST = 16;

  private BatchBuckets() {}

  static int of(int batchSize) {
    return ALL.stream().filter(bucket -> bucket >= batchSize).findFirst().orElse(LARGEST);
  }

  /** The smallest batch that runs in a bucket of at least this size. */
  static int smallestBatchIn(int bucket) {
    return bucket == 1 ? 1 : bucket / 2 + 1;
  }
}
