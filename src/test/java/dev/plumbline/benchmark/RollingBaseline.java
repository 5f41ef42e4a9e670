package dev.plumbline.benchmark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Windows that follow each other, each compared with the {@value #BASELINE} before it. Nothing is
 * reset at an alarm. Average run lengths and delays are simulated; the baseline of a delay is drawn
 * from health, and what fails after the change enters it as time goes on.
 */
abstract class RollingBaseline implements Rule {
  static final int BASELINE = 24;

  /** Trials after which a run counts as missed: seven months at one a minute. */
  static final long LIMIT = 300_000;

  private static final int KEPT = 20_000;
  private static final int PHASES = 2;

  /** Counts of the windows before, which most often are 0. */
  static final class Before {
    private record Count(long window, long failures) {}

    private final Deque<Count> counts = new ArrayDeque<>();
    private long sum;
    private long squares;

    void add(long window, long failures) {
      counts.add(new Count(window, failures));
      sum += failures;
      squares += failures * failures;
    }

    void forgetBefore(long window) {
      while (!counts.isEmpty() && counts.getFirst().window < window) {
        long failures = counts.removeFirst().failures;
        sum -= failures;
        squares -= failures * failures;
      }
    }

    double mean() {
      return (double) sum / BASELINE;
    }

    /** Of the counts, divisor n − 1. */
    double variance() {
      return (squares - BASELINE * mean() * mean()) / (BASELINE - 1);
    }

    long failures() {
      return sum;
    }
  }

  private final int window;

  RollingBaseline(int window) {
    this.window = window;
  }

  /**
   * The larger, the more a window differs from those before it.
   *
   * @param failures in the window, at least one
   */
  abstract double statistic(long failures, Before before, double p0);

  /** Whether the rule alarms as it is usually set. */
  abstract boolean usual(long failures, Before before);

  @Override
  public int window() {
    return window;
  }

  /** One stream in health, every window of it judged. */
  @Override
  public Calibrated calibrated(double p0, double arl, Effort effort, RandomGenerator random) {
    long allowed = effort.alarms();
    double trials = allowed * arl;
    NavigableMap<Double, Long> highest = new TreeMap<>();
    Before before = new Before();
    long usual = 0;
    long current = 0;
    long failures = 0;
    double at = 0;
    while (at < trials) {
      at += Chance.misses(p0, random) + 1;
      long next = (long) ((at - 1) / window);
      if (next != current && failures > 0) {
        before.forgetBefore(current - BASELINE);
        usual += usual(failures, before) ? 1 : 0;
        highest.merge(Math.rint(1e9 * statistic(failures, before, p0)) / 1e9, 1L, Long::sum);
        if (highest.size() > KEPT) {
          highest.pollFirstEntry();
        }
        before.add(current, failures);
        failures = 0;
      }
      current = next;
      failures++;
    }
    return new AtThreshold(
        p0,
        between(highest, trials, arl),
        new Estimate(arl, arl / Math.sqrt((double) allowed)),
        usual == 0 ? Double.POSITIVE_INFINITY : trials / usual);
  }

  private static Between between(NavigableMap<Double, Long> statistics, double trials, double arl) {
    double higherArl = Double.POSITIVE_INFINITY;
    long alarms = 0;
    for (Map.Entry<Double, Long> entry : statistics.descendingMap().entrySet()) {
      alarms += entry.getValue();
      double found = trials / alarms;
      if (found <= arl) {
        // Above, not at: the next value there can be may be too rare to have been seen.
        return Between.of(entry.getKey(), found, entry.getKey() + 1e-6, higherArl, arl);
      }
      higherArl = found;
    }
    throw new IllegalStateException("fewer windows with a failure than false alarms allowed");
  }

  /** A rule that is simulated, and says what average run length it usually has. */
  final class AtThreshold implements Calibrated {
    private final double p0;
    private final Between between;
    private final Estimate arl;
    private final double usualArl;

    AtThreshold(double p0, Between between, Estimate arl, double usualArl) {
      this.p0 = p0;
      this.between = between;
      this.arl = arl;
      this.usualArl = usualArl;
    }

    @Override
    public String threshold() {
      return between.toString();
    }

    @Override
    public Estimate arl() {
      return arl;
    }

    /** In trials; infinite where there was no alarm. */
    double usualArl() {
      return usualArl;
    }

    @Override
    public Delay delay(double p1, Effort effort, RandomGenerator random) {
      Delay worst = Delay.found(Estimate.exact(0));
      for (int phase = 0; phase <= PHASES; phase++) {
        int first = Math.max(1, window * phase / PHASES);
        Delay higher = delay(between.higher(), first, p1, effort, random);
        Delay mixed =
            between.share() < 0.01
                ? higher
                : delay(between.lower(), first, p1, effort, random).mixed(between.share(), higher);
        worst = mixed.trials().mean() > worst.trials().mean() ? mixed : worst;
      }
      return worst;
    }

    private Delay delay(
        double threshold, int first, double p1, Effort effort, RandomGenerator random) {
      List<Double> delays = new ArrayList<>();
      long failures = 0;
      int missed = 0;
      while (delays.size() < Effort.FEWEST
          || (delays.size() < effort.delays() && failures < effort.failures())) {
        Before before = health(random);
        long at = (long) window - first;
        long counted = 0;
        long current = 0;
        long alarmed = LIMIT;
        while (at < LIMIT) {
          at += Chance.misses(p1, random) + 1;
          failures++;
          long next = (at - 1) / window;
          if (next != current && counted > 0) {
            before.forgetBefore(current - BASELINE);
            if (statistic(counted, before, p0) >= threshold - 1e-9) {
              alarmed = Math.min(LIMIT, (current + 1) * window - (window - first));
              break;
            }
            before.add(current, counted);
            counted = 0;
          }
          current = next;
          counted++;
        }
        missed += alarmed == LIMIT ? 1 : 0;
        delays.add((double) alarmed);
      }
      return new Delay(Estimate.of(delays), (double) missed / delays.size());
    }

    /** The windows before the change. */
    private Before health(RandomGenerator random) {
      long[] counts = new long[BASELINE];
      long length = (long) BASELINE * window;
      for (long at = Chance.misses(p0, random); at < length; at += Chance.misses(p0, random) + 1) {
        counts[(int) (at / window)]++;
      }
      Before before = new Before();
      for (int i = 0; i < BASELINE; i++) {
        if (counts[i] > 0) {
          before.add(i - BASELINE, counts[i]);
        }
      }
      return before;
    }
  }
}
