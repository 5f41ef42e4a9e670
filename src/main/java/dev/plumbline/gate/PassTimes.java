package dev.plumbline.gate;

import dev.plumbline.stats.DifferenceBelow;
import dev.plumbline.stats.RateBelow;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How many pairs an identical candidate takes to pass one check. */
final class PassTimes {
  /** Runs where the budget is not larger than usual; fewer where it is, so that a plan is quick. */
  static final int RUNS = 1_000;

  private static final int FEWEST_RUNS = 250;
  private static final long PAIRS = 40_000_000;

  /** Chances smaller than this are not followed up. */
  private static final double NEGLIGIBLE = 1e-9;

  private static final double NEARLY_ALL = 1 - 1e-5;

  private final double logThreshold;
  private final int horizon;
  private final RandomGenerator random;

  PassTimes(double logThreshold, int horizon, RandomGenerator random) {
    this.logThreshold = logThreshold;
    this.horizon = horizon;
    this.random = random;
  }

  Times of(CheckRule rule) {
    Expected expected = rule.expected();
    return switch (rule.kind()) {
      case RARE_FAILURE -> rare(rule.allowed(), expected.failures());
      case PAIRED_ANSWER -> difference(rule.allowed(), expected.differing(), 1);
      case SCORE -> difference(rule.allowed(), expected.differing(), expected.by());
      case QUANTITY -> quantity(rule);
    };
  }

  Times missing(Policy.Missing missing) {
    return difference(missing.allowed(), Math.min(1, 2 * missing.expected()), 1);
  }

  /**
   * Exact. With f failures a candidate has passed once n reaches a number that depends on f alone,
   * so the chance of each f without having passed is carried from trial to trial.
   */
  private Times rare(double allowed, double rate) {
    double[] cumulative = new double[horizon + 1];
    double[] open = new double[64];
    long[] passesAt = passesAt(allowed, open.length);
    open[0] = 1;
    double passed = 0;
    int most = 0;
    for (int n = 1; n <= horizon; n++) {
      if (most + 2 >= open.length) {
        open = Arrays.copyOf(open, 2 * open.length);
        passesAt = passesAt(allowed, open.length);
      }
      for (int f = most + 1; f > 0; f--) {
        open[f] = open[f] * (1 - rate) + open[f - 1] * rate;
      }
      open[0] *= 1 - rate;
      if (open[most + 1] > NEGLIGIBLE) {
        most++;
      }
      for (int f = 0; f <= most; f++) {
        if (n >= passesAt[f]) {
          passed += open[f];
          open[f] = 0;
        }
      }
      cumulative[n] = passed;
      if (passed > NEARLY_ALL) {
        return new Times.Exact(Arrays.copyOf(cumulative, n + 1));
      }
    }
    return new Times.Exact(cumulative);
  }

  private long[] passesAt(double allowed, int size) {
    long[] at = new long[size];
    for (int f = 0; f < size; f++) {
      at[f] = f + new RateBelow(allowed, f, f).missing(logThreshold);
    }
    return at;
  }

  private Times difference(double allowed, double differing, double by) {
    long[] times = new long[runs()];
    for (int run = 0; run < times.length; run++) {
      times[run] = passes(DifferenceBelow.start(allowed, differing, by), differing, by);
    }
    return new Times.Drawn(times);
  }

  private int runs() {
    return Math.clamp(PAIRS / horizon, FEWEST_RUNS, RUNS);
  }

  /** From one pair that differs to the next. */
  private long passes(DifferenceBelow start, double differing, double by) {
    DifferenceBelow now = start;
    while (now.pairs() < horizon) {
      long even = Math.min(FailTimes.before(differing, random), horizon - now.pairs());
      DifferenceBelow next = now.afterRun(0, even);
      if (next.logEvidence() >= logThreshold) {
        return crossing(now, even);
      }
      now = next.after(random.nextBoolean() ? by : -by);
      if (now.logEvidence() >= logThreshold) {
        return now.pairs();
      }
    }
    return Long.MAX_VALUE;
  }

  private long crossing(DifferenceBelow from, long run) {
    long below = 0;
    long above = run;
    while (above - below > 1) {
      long middle = (below + above) / 2;
      if (from.afterRun(0, middle).logEvidence() < logThreshold) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return from.pairs() + above;
  }

  /** By the pairs themselves; beyond a cut fewer differ, so that takes no longer. */
  private Times quantity(CheckRule rule) {
    long[] times = new long[runs()];
    for (int run = 0; run < times.length; run++) {
      DifferenceBelow up = DifferenceBelow.start(rule.allowed(), rule.expected().differing(), 1);
      DifferenceBelow down = up;
      boolean both = rule.worse() == Worse.EITHER;
      times[run] = Long.MAX_VALUE;
      while (up.pairs() < horizon) {
        int difference =
            random.nextDouble() >= rule.expected().differing() ? 0 : random.nextBoolean() ? 1 : -1;
        up = up.after(difference);
        down = both ? down.after(-difference) : down;
        if (up.logEvidence() >= logThreshold && (!both || down.logEvidence() >= logThreshold)) {
          times[run] = up.pairs();
          break;
        }
      }
    }
    return new Times.Drawn(times);
  }
}
