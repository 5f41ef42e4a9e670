package dev.plumbline.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Failures among the last so many trials, looked at after each: alarm at k. An alarm empties the
 * window. Its average run length is simulated for each k.
 */
record SlidingCount(int window) implements Rule {
  @Override
  public String name() {
    return "count, sliding";
  }

  @Override
  public Calibrated calibrated(double p0, double arl, Effort effort, RandomGenerator random) {
    Estimate lower = Estimate.exact(1 / p0);
    int k = 2;
    while (k <= window) {
      Estimate higher = arl(k, p0, effort, random);
      if (higher.mean() >= arl) {
        Between between = Between.of(k - 1, lower.mean(), k, higher.mean(), arl);
        Estimate nearest = between.share() > 0.5 ? lower : higher;
        double error = nearest.standardError() / nearest.mean();
        return new AtCount(window, between, new Estimate(arl, arl * error));
      }
      lower = higher;
      k++;
    }
    throw new IllegalArgumentException(
        "no count of %d trials has an average run length of %s at p0 %s"
            .formatted(window, arl, p0));
  }

  private Estimate arl(int k, double p0, Effort effort, RandomGenerator random) {
    long trials = 0;
    long failures = 0;
    int alarms = 0;
    while (alarms < effort.alarms() && failures < effort.failures()) {
      Scan scan = new Scan(window, k);
      do {
        scan.step(Chance.misses(p0, random));
        failures++;
      } while (!scan.reached() && failures < effort.failures());
      trials += scan.at;
      alarms += scan.reached() ? 1 : 0;
    }
    return alarms == 0
        ? new Estimate(Double.POSITIVE_INFINITY, 0)
        : new Estimate((double) trials / alarms, trials / Math.pow(alarms, 1.5));
  }

  /** The last k failures, by trial. */
  private static final class Scan {
    private final int window;
    private final long[] last;
    private int next;
    private long at;

    Scan(int window, int k) {
      this.window = window;
      last = new long[k];
      java.util.Arrays.fill(last, -2L * window);
    }

    void step(long misses) {
      at += misses + 1;
      last[next] = at;
      next = (next + 1) % last.length;
    }

    /** The oldest of the last k is still in the window. */
    boolean reached() {
      return at - last[next] < window;
    }
  }

  private record AtCount(int window, Between between, Estimate arl) implements Calibrated {
    @Override
    public String threshold() {
      return between.toString();
    }

    @Override
    public Delay delay(double p1, Effort effort, RandomGenerator random) {
      return Delay.found(
          delay((int) between.lower(), p1, effort, random)
              .mixed(between.share(), delay((int) between.higher(), p1, effort, random)));
    }

    private Estimate delay(int k, double p1, Effort effort, RandomGenerator random) {
      List<Double> delays = new ArrayList<>();
      long failures = 0;
      while (delays.size() < Effort.FEWEST
          || (delays.size() < effort.delays() && failures < effort.failures())) {
        Scan scan = new Scan(window, k);
        do {
          scan.step(Chance.misses(p1, random));
          failures++;
        } while (!scan.reached());
        delays.add((double) scan.at);
      }
      return Estimate.of(delays);
    }
  }
}
