package dev.plumbline.benchmark;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Failures in windows that follow each other, counted at each window's end: alarm at k or more, at
 * k − 1 with the probability that makes the average run length exact. All of it is computed.
 */
record TumblingCount(int window) implements Rule {
  @Override
  public String name() {
    return "count, tumbling";
  }

  @Override
  public Calibrated calibrated(double p0, double arl, Effort effort, RandomGenerator random) {
    double allowed = window / arl;
    BinomialDistribution health = BinomialDistribution.of(window, p0);
    int k = 1;
    while (health.survivalProbability(k - 1) > allowed) {
      k++;
    }
    double below = health.survivalProbability(k - 1);
    return new AtCount(window, k, (allowed - below) / health.probability(k - 1), arl);
  }

  private record AtCount(int window, int k, double share, double obtained) implements Calibrated {
    @Override
    public String threshold() {
      return share < 5e-4 ? "%d".formatted(k) : "%d (%d: %.2f)".formatted(k, k - 1, share);
    }

    @Override
    public Estimate arl() {
      return Estimate.exact(obtained);
    }

    @Override
    public Delay delay(double p1, Effort effort, RandomGenerator random) {
      double whole = alarm(window, p1);
      return Delay.found(
          Estimate.exact(
              IntStream.rangeClosed(1, window)
                  .mapToDouble(first -> first + (1 - alarm(first, p1)) * window / whole)
                  .max()
                  .orElseThrow()));
    }

    /** Of a window in which so many trials came after the change. */
    private double alarm(int after, double p1) {
      BinomialDistribution failures = BinomialDistribution.of(after, p1);
      return failures.survivalProbability(k - 1) + share * failures.probability(k - 1);
    }
  }
}
