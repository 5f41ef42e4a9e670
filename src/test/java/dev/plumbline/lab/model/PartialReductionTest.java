package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialReductionTest {

  /** The paper's formula: 1 / (1 − r^(1/(k−1))) buckets are needed, and no fewer are made. */
  @ParameterizedTest
  @CsvSource({
    "4096, 40, 0.95, 1024",
    "4096, 40, 0.9, 512",
    "4096, 2, 0.95, 32",
    "4096, 32, 0.99, 4096"
  })
  void bucketsAreAsFewAsTheRecallAllows(int tokens, int k, double recall, int buckets) {
    PartialReduction reduction = PartialReduction.of(tokens, k, recall);

    assertThat(reduction.buckets()).isEqualTo(buckets);
    assertThat(reduction.recall(k)).isGreaterThanOrEqualTo(recall);
  }

  @Test
  void aTokenIsLostWhereABetterOneSharesItsBucket() {
    PartialReduction reduction = PartialReduction.of(4096, 40, 0.95);

    assertThat(reduction.found(new int[] {5, 1029, 6, 2053, 1030}, 5)).isEqualTo(0b00101);
    assertThat(reduction.found(new int[] {5, 6, 7}, 3)).isEqualTo(0b111);
  }

  /**
   * 2,000 draws of 40 of 4,096 tokens in buckets of four. A token with i better ones is lost if one
   * of those is among the three others of its bucket: expected 1 − 19.5 · 3 / 4095 = 0.9857, the
   * standard deviation of the mean is 0.0004. The paper's formula, 0.9626, counts the better token
   * as lost too. Broken, every token in a bucket of its own: 1.
   */
  @Test
  void theShareFoundIsWhatBucketsOfFourLeave() {
    RandomGenerator random = new SplittableRandom(1);
    PartialReduction reduction = PartialReduction.of(4096, 40, 0.95);
    int found = 0;
    for (int i = 0; i < 2_000; i++) {
      Set<Integer> drawn = new HashSet<>();
      while (drawn.size() < 40) {
        drawn.add(random.nextInt(4096));
      }
      int[] best = drawn.stream().mapToInt(Integer::intValue).toArray();
      shuffle(best, random);
      long bits = reduction.found(best, 40);
      assertThat(bits & 1).as("the best is never lost").isEqualTo(1);
      found += Long.bitCount(bits);
    }
    assertThat(found / 80_000.0).isBetween(0.984, 0.9875);
  }

  private static void shuffle(int[] values, RandomGenerator random) {
    IntStream.iterate(values.length - 1, i -> i > 0, i -> i - 1)
        .forEach(i -> {
          int other = random.nextInt(i + 1);
          int value = values[i];
          values[i] = values[other];
          values[other] = value;
        });
  }
}
