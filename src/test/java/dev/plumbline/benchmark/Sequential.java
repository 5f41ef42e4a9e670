package dev.plumbline.benchmark;

import dev.plumbline.benchmark.RunLengths.Peak;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A rule without a window: a statistic that rises at failures only, and an alarm restarts. */
abstract class Sequential implements Rule {
  private static final int PILOT = 10;

  /** Where one run of it stands. */
  interface Run {
    /** So many trials without a failure, then one with. */
    void step(long misses);

    double statistic();
  }

  /**
   * A run from its start, which is where nothing speaks for a change.
   *
   * @param p0 rate of failures in health
   */
  abstract Run start(double p0);

  /** A threshold that has at least this average run length, whatever the stream. */
  abstract double guaranteed(double arl);

  @Override
  public int window() {
    return 0;
  }

  @Override
  public Calibrated calibrated(double p0, double arl, Effort effort, RandomGenerator random) {
    double highest = highEnough(p0, arl, random);
    RunLengths lengths = lengths(p0, highest, effort.alarms(), random);
    Between between = lengths.around(arl, highest);
    Estimate nearest = lengths.arl(between.higher());
    Estimate obtained = new Estimate(arl, arl * nearest.standardError() / nearest.mean());
    return new AtThreshold(p0, between, obtained);
  }

  /** At the threshold that needs no simulation. */
  Calibrated atGuarantee(double p0, double arl, Effort effort, RandomGenerator random) {
    double threshold = guaranteed(arl);
    Estimate measured = lengths(p0, threshold, effort.alarms(), random).arl(threshold);
    return new AtThreshold(
        p0,
        Between.of(threshold, measured.mean(), threshold, measured.mean(), measured.mean()),
        measured);
  }

  /** The guarantee can be far from what is needed, and a run to it thousands of times as long. */
  private double highEnough(double p0, double arl, RandomGenerator random) {
    double guaranteed = guaranteed(arl);
    double threshold = guaranteed / 2;
    while (threshold < guaranteed
        && lengths(p0, threshold, PILOT, random).arl(threshold).mean() < 1.5 * arl) {
      threshold += 0.5;
    }
    return Math.min(threshold, guaranteed);
  }

  private RunLengths lengths(double p0, double threshold, int runs, RandomGenerator random) {
    RunLengths lengths = new RunLengths();
    for (int run = 0; run < runs; run++) {
      lengths.add(peaks(p0, threshold, random));
    }
    return lengths;
  }

  private List<Peak> peaks(double p0, double threshold, RandomGenerator random) {
    Run run = start(p0);
    List<Peak> peaks = new ArrayList<>();
    double highest = Double.NEGATIVE_INFINITY;
    long trials = 0;
    while (highest < threshold) {
      long misses = Chance.misses(p0, random);
      run.step(misses);
      trials += misses + 1;
      double statistic = run.statistic();
      if (statistic > highest) {
        highest = statistic;
        peaks.add(new Peak(statistic, trials));
      }
    }
    return peaks;
  }

  private final class AtThreshold implements Calibrated {
    private final double p0;
    private final Between between;
    private final Estimate arl;

    AtThreshold(double p0, Between between, Estimate arl) {
      this.p0 = p0;
      this.between = between;
      this.arl = arl;
    }

    @Override
    public String threshold() {
      return between.toString();
    }

    @Override
    public Estimate arl() {
      return arl;
    }

    @Override
    public Delay delay(double p1, Effort effort, RandomGenerator random) {
      Estimate higher = delayTo(between.higher(), p1, effort, random);
      return Delay.found(
          between.share() == 0
              ? higher
              : delayTo(between.lower(), p1, effort, random).mixed(between.share(), higher));
    }

    private Estimate delayTo(double threshold, double p1, Effort effort, RandomGenerator random) {
      List<Double> delays = new ArrayList<>();
      for (int run = 0; run < effort.delays(); run++) {
        delays.add((double) trialsTo(threshold, p1, random));
      }
      return Estimate.of(delays);
    }

    private long trialsTo(double threshold, double p1, RandomGenerator random) {
      Run run = start(p0);
      long trials = 0;
      do {
        long misses = Chance.misses(p1, random);
        run.step(misses);
        trials += misses + 1;
      } while (run.statistic() < threshold);
      return trials;
    }
  }
}
