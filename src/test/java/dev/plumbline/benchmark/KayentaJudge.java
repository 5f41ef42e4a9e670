package dev.plumbline.benchmark;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Mann-Whitney as Kayenta's judge is set by default: a metric is high where the 98 % interval of
 * the shift (Hodges and Lehmann's, by order statistics of the differences) lies above a quarter of
 * the estimated shift. A day of hourly rates of failures on each side.
 */
final class KayentaJudge {
  static final int HOUR = 60;
  static final int POINTS = 24;
  private static final double CONFIDENCE_98 = 2.3263478740408408;
  private static final double TOLERANCE = 0.25;
  private static final int LOWER =
      (int)
          Math.rint(
              POINTS * POINTS / 2.0 - CONFIDENCE_98 * POINTS * Math.sqrt((2 * POINTS + 1) / 12.0));

  private KayentaJudge() {}

  /** Share of judgements that say high. */
  static double high(double p0, double p1, int judgements, RandomGenerator random) {
    int high = 0;
    for (int i = 0; i < judgements; i++) {
      high += isHigh(rates(p1, random), rates(p0, random)) ? 1 : 0;
    }
    return (double) high / judgements;
  }

  static boolean isHigh(double[] canary, double[] baseline) {
    double[] differences = new double[canary.length * baseline.length];
    int i = 0;
    for (double one : canary) {
      for (double other : baseline) {
        differences[i++] = one - other;
      }
    }
    Arrays.sort(differences);
    int half = differences.length / 2;
    double shift = (differences[half - 1] + differences[half]) / 2;
    return differences[LOWER - 1] > TOLERANCE * Math.abs(shift);
  }

  private static double[] rates(double p, RandomGenerator random) {
    double[] rates = new double[POINTS];
    int trials = POINTS * HOUR;
    for (long at = Chance.misses(p, random); at < trials; at += Chance.misses(p, random) + 1) {
      rates[(int) (at / HOUR)] += 1.0 / HOUR;
    }
    return rates;
  }
}
