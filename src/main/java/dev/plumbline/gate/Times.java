package dev.plumbline.gate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** When something happens, in pairs: a distribution known up to a horizon. */
sealed interface Times {

  /** Probability that it has happened after so many pairs. */
  double within(long pairs);

  /** Exact: the probability after each number of pairs, from 0. */
  final class Exact implements Times {
    private final double[] cumulative;

    Exact(double[] cumulative) {
      this.cumulative = cumulative.clone();
    }

    @Override
    public double within(long pairs) {
      return cumulative[(int) Math.max(0, Math.min(pairs, cumulative.length - 1))];
    }
  }

  /** Drawn: sorted, {@link Long#MAX_VALUE} for what was not seen to happen. */
  final class Drawn implements Times {
    private final long[] sorted;

    Drawn(long[] times) {
      this.sorted = times.clone();
      Arrays.sort(sorted);
    }

    @Override
    public double within(long pairs) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) / 2;
        if (sorted[middle] <= pairs) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return (double) low / sorted.length;
    }
  }

  /**
   * When all of several independent ones have happened.
   *
   * @param answered share of pairs that count, the rest being missing
   */
  record All(List<Times> times, double answered) implements Times {
    @Override
    public double within(long pairs) {
      double all = 1;
      for (Times each : times) {
        all *= each.within((long) (pairs * answered));
      }
      return all;
    }
  }

  /** The first number of pairs by which it has happened with this probability, if any is. */
  default OptionalLong first(double probability, long horizon) {
    if (within(horizon) < probability) {
      return OptionalLong.empty();
    }
    long below = 0;
    long above = horizon;
    while (above - below > 1) {
      long middle = (below + above) / 2;
      if (within(middle) < probability) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return OptionalLong.of(above);
  }

  /** Mean of the time, or of the horizon where that comes first. */
  default double mean(long horizon) {
    long step = Math.max(1, horizon / 4_000);
    double sum = 0;
    for (long n = 0; n < horizon; n += step) {
      sum += (1 - within(n)) * Math.min(step, horizon - n);
    }
    return sum;
  }
}
