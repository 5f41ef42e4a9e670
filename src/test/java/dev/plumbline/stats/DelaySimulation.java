package dev.plumbline.stats;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What the mathematics promises of one leaf series, for tests to compare the whole product with.
 */
public final class DelaySimulation {
  private DelaySimulation() {}

  /** Mean and spread of simulated run lengths. */
  record RunLengths(double mean, double standardError, double ninetieth) {}

  /**
   * Trials from onset to page, on average: the detector starts at rest, one trial each mean
   * interval (g = 1), each failing with probability {@code share}.
   */
  public static double meanTrials(double p0, double threshold, double share, int runs, long seed) {
    return runLengths(p0, threshold, share, runs, seed).mean();
  }

  static RunLengths runLengths(double p0, double threshold, double share, int runs, long seed) {
    RandomGenerator random = seeded(seed);
    double[] lengths = new double[runs];
    for (int run = 0; run < runs; run++) {
      lengths[run] = trialsToPage(p0, threshold, share, random);
    }
    double mean = java.util.Arrays.stream(lengths).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(lengths).map(x -> (x - mean) * (x - mean)).sum() / (runs - 1);
    java.util.Arrays.sort(lengths);
    return new RunLengths(mean, Math.sqrt(variance / runs), lengths[(int) (runs * 0.9)]);
  }

  /** Jumps from failure to failure: evidence never rises over A between them. */
  private static long trialsToPage(
      double p0, double threshold, double share, RandomGenerator random) {
    BernoulliEDetector detector = BernoulliEDetector.start();
    double logThreshold = Math.log(threshold);
    long trials = 0;
    while (detector.logEvidence() < logThreshold) {
      long misses = geometric(share, random);
      detector = detector.afterMisses(misses, 1).after(1 / p0, 1);
      trials += misses + 1;
    }
    return trials;
  }

  /** Trials before the first failure. */
  static long geometric(double share, RandomGenerator random) {
    return (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-share));
  }

  static RandomGenerator seeded(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
