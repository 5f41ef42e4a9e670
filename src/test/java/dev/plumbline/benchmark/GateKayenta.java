package dev.plumbline.benchmark;

import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kayenta's judge by Mann and Whitney at its defaults: each check is a metric of {@value
 * KayentaJudge#POINTS} points, the means of equal numbers of pairs. FAIL where one is high, else
 * PASS: it has no third word.
 */
final class GateKayenta implements GateJudge {
  private final Plan plan;
  private final List<Metric> metrics;
  private long pairs;

  /**
   * @param point pairs of one point
   */
  record Plan(Policy policy, long point) implements Maker {
    @Override
    public String name() {
      return "Kayenta";
    }

    @Override
    public GateJudge make() {
      return new GateKayenta(this);
    }
  }

  private GateKayenta(Plan plan) {
    this.plan = plan;
    List<Metric> all = new ArrayList<>();
    plan.policy().checks().forEach(rule -> all.add(new Metric(rule)));
    this.metrics = all;
  }

  @Override
  public @Nullable Word after(GatePair pair) {
    int point = (int) (pairs / plan.point());
    metrics.forEach(metric -> metric.add(pair, point));
    pairs++;
    if (pairs < plan.point() * KayentaJudge.POINTS) {
      return null;
    }
    return metrics.stream().anyMatch(Metric::high) ? Word.FAIL : Word.PASS;
  }

  private static final class Metric {
    private final CheckRule rule;
    private final double[] sums = new double[2 * KayentaJudge.POINTS];
    private final long[] counts = new long[sums.length];

    Metric(CheckRule rule) {
      this.rule = rule;
    }

    void add(GatePair pair, int point) {
      GatePair.Sides sides = pair.readings().get(rule.check());
      if (sides != null) {
        add(sides.candidate(), point);
        add(sides.baseline(), KayentaJudge.POINTS + point);
      }
    }

    private void add(Side side, int at) {
      double bad =
          switch (side) {
            case Side.Trial _, Side.Compared _ -> side.failed() ? 1 : 0;
            case Side.Score(double score) -> 1 - score;
            case Side.Quantity(double value) -> value;
            case Side.Missing _ -> Double.NaN;
          };
      if (!Double.isNaN(bad)) {
        sums[at] += bad;
        counts[at]++;
      }
    }

    boolean high() {
      double[] candidate = new double[KayentaJudge.POINTS];
      double[] baseline = new double[KayentaJudge.POINTS];
      for (int k = 0; k < KayentaJudge.POINTS; k++) {
        candidate[k] = mean(k);
        baseline[k] = mean(KayentaJudge.POINTS + k);
      }
      return KayentaJudge.isHigh(candidate, baseline);
    }

    private double mean(int at) {
      return counts[at] == 0 ? 0 : sums[at] / counts[at];
    }
  }
}
