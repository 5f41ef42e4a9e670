package dev.plumbline.benchmark;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded randomness; the same cell always sees the same. */
final class Chance {
  private Chance() {}

  static RandomGenerator of(String cell) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(cell.hashCode());
  }

  /** Trials before the next failure, each failing with probability {@code rate}. */
  static long misses(double rate, RandomGenerator random) {
    return rate >= 1 ? 0 : (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-rate));
  }
}
