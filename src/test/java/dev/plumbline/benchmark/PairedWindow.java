package dev.plumbline.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Windows that follow each other, each compared with as many trials of a healthy baseline asked in
 * the same time: two samples, as a canary judge takes them. Alarm where the statistic of the two
 * counts of failures is in its tail, on its edge with the probability that makes the average run
 * length exact. All of it is computed.
 */
abstract class PairedWindow implements Rule {
  private static final double NEGLIGIBLE = 1e-16;

  /** Phases of the change within a window that are tried for the worst. */
  private static final int PHASES = 8;

  private record Pair(double statistic, double probability) {}

  private final int window;

  PairedWindow(int window) {
    this.window = window;
  }

  /** The larger, the more the two differ. */
  abstract double statistic(int failures, int baselineFailures, int trials);

  @Override
  public int window() {
    return window;
  }

  @Override
  public Calibrated calibrated(double p0, double arl, Effort effort, RandomGenerator random) {
    BinomialDistribution health = BinomialDistribution.of(window, p0);
    List<Pair> pairs = new ArrayList<>();
    List<Integer> counts = likely(health);
    for (int failures : counts) {
      for (int baseline : counts) {
        pairs.add(
            new Pair(
                rounded(failures, baseline),
                health.probability(failures) * health.probability(baseline)));
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::statistic).reversed());
    double allowed = window / arl;
    double tail = 0;
    int i = 0;
    while (true) {
      double edge = pairs.get(i).statistic();
      double onEdge = 0;
      for (; i < pairs.size() && pairs.get(i).statistic() == edge; i++) {
        onEdge += pairs.get(i).probability();
      }
      if (tail + onEdge > allowed) {
        return new AtEdge(p0, edge, (allowed - tail) / onEdge, arl);
      }
      tail += onEdge;
    }
  }

  private double rounded(int failures, int baselineFailures) {
    return Math.rint(1e9 * statistic(failures, baselineFailures, window)) / 1e9;
  }

  private static List<Integer> likely(BinomialDistribution counts) {
    int most = counts.getNumberOfTrials();
    return IntStream.rangeClosed(0, most)
        .filter(count -> counts.probability(count) > NEGLIGIBLE)
        .boxed()
        .toList();
  }

  private final class AtEdge implements Calibrated {
    private final BinomialDistribution baseline;
    private final double edge;
    private final double share;
    private final double obtained;

    AtEdge(double p0, double edge, double share, double obtained) {
      this.baseline = BinomialDistribution.of(window, p0);
      this.edge = edge;
      this.share = share;
      this.obtained = obtained;
    }

    @Override
    public String threshold() {
      return "%.3g (on it: %.2f)".formatted(edge, share);
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
              IntStream.rangeClosed(0, PHASES)
                  .map(phase -> Math.max(1, window * phase / PHASES))
                  .mapToDouble(first -> first + (1 - alarm(first, p1)) * window / whole)
                  .max()
                  .orElseThrow()));
    }

    private double alarm(int after, double p1) {
      BinomialDistribution failing = BinomialDistribution.of(after, p1);
      double alarm = 0;
      for (int failures : likely(failing)) {
        for (int other : likely(baseline)) {
          double statistic = rounded(failures, other);
          double weight = statistic > edge ? 1 : statistic == edge ? share : 0;
          if (weight > 0) {
            alarm += weight * failing.probability(failures) * baseline.probability(other);
          }
        }
      }
      return alarm;
    }
  }
}
