package dev.plumbline.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Boundaries of a one-sided group-sequential test at equal steps, by the spending function that is
 * like O'Brien and Fleming's: after a part t of the data, 2·(1 − Φ(z/√t)) of the error may be
 * spent, z the 1 − α/2 quantile. (Lan and DeMets 1983; the recursion is of Armitage, McPherson and
 * Rowe 1969.)
 */
final class Spending {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double LOWEST = -8;
  private static final int POINTS = 1_000;
  private static final int HALVINGS = 50;

  private Spending() {}

  /** z at each look. */
  static List<Double> boundaries(double alpha, int looks) {
    List<Double> boundaries = new ArrayList<>();
    if (looks == 1) {
      boundaries.add(NORMAL.inverseSurvivalProbability(alpha));
      return boundaries;
    }
    double z = NORMAL.inverseSurvivalProbability(alpha / 2);
    double spent = 0;
    double step = 1.0 / looks;
    Density density = null;
    for (int look = 0; look < looks; look++) {
      double t = (look + 1) * step;
      double may = 2 * NORMAL.survivalProbability(z / Math.sqrt(t));
      double low = 0;
      double high = 20;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        double crosses =
            density == null
                ? NORMAL.survivalProbability(middle / Math.sqrt(step))
                : density.above(middle, step);
        if (crosses > may - spent) {
          low = middle;
        } else {
          high = middle;
        }
      }
      boundaries.add(high / Math.sqrt(t));
      density = Density.next(density, high, step);
      spent = may;
    }
    return boundaries;
  }

  /** Of the walk B(t) that has not crossed, at the middles of cells up to the boundary. */
  private static final class Density {
    private final double width;
    private final double[] at;

    private Density(double width, double[] at) {
      this.width = width;
      this.at = at;
    }

    static Density next(
        @org.jspecify.annotations.Nullable Density before, double boundary, double step) {
      double width = (boundary - LOWEST) / POINTS;
      double[] at = new double[POINTS];
      double sd = Math.sqrt(step);
      for (int i = 0; i < POINTS; i++) {
        double x = LOWEST + (i + 0.5) * width;
        at[i] = before == null ? NORMAL.density(x / sd) / sd : before.convolved(x, sd);
      }
      return new Density(width, at);
    }

    double above(double boundary, double step) {
      double sd = Math.sqrt(step);
      double sum = 0;
      for (int i = 0; i < POINTS; i++) {
        sum += at[i] * NORMAL.survivalProbability((boundary - x(i)) / sd);
      }
      return sum * width;
    }

    private double convolved(double x, double sd) {
      double sum = 0;
      for (int i = 0; i < POINTS; i++) {
        sum += at[i] * NORMAL.density((x - x(i)) / sd);
      }
      return sum * width / sd;
    }

    private double x(int i) {
      return LOWEST + (i + 0.5) * width;
    }
  }
}
