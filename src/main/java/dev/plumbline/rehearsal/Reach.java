package dev.plumbline.rehearsal;

import dev.plumbline.stats.ShareGrid;
import java.time.Duration;
import java.util.Locale;

/**
 * Whether a share can be told from health at all. A series whose failure rate stays at or below its
 * objective p0 is healthy by what p0 means: then a page takes (A − r) trials or more on average,
 * and within n trials comes with probability (n + r) / (A − r) at most, however the bug behaves.
 *
 * @param failing highest rate at which answers fail the check that sees most of the bug
 * @param objective p0
 * @param logThreshold ln A of one pool
 * @param perHour trials an hour and pool
 * @param pools affected
 * @param life how long the bug lasted
 */
record Reach(
    double failing,
    double objective,
    double logThreshold,
    double perHour,
    int pools,
    Duration life) {
  private static final double HOURS_A_YEAR = 8766;

  boolean within() {
    return failing > objective;
  }

  /** Mean time to a page, at least, in years. */
  double yearsToPage() {
    return beyondRest() / perHour / HOURS_A_YEAR;
  }

  /** Probability of a page of one of its pools while it lasted, at most. */
  double mostPages() {
    double trials = perHour * hours();
    return Math.min(1, pools * (trials + rest()) / beyondRest());
  }

  /** Mean time to the first answer that fails at all, in days. */
  double daysToFirstFailure() {
    return 1 / (failing * perHour * pools) / 24;
  }

  /** In words. */
  String told() {
    return String.format(
        Locale.ROOT,
        "out of reach: at most %.2g of answers fail, the objective allows %.2g; the first failing"
            + " answer takes %.0f days, a page %,.0f years or more; it lasted %d days, in which a"
            + " page has probability %.2g at most",
        failing,
        objective,
        daysToFirstFailure(),
        yearsToPage(),
        life.toDays(),
        mostPages());
  }

  private double hours() {
    return life.toMinutes() / 60.0;
  }

  private double beyondRest() {
    return Math.exp(logThreshold) - rest();
  }

  private static double rest() {
    return Math.exp(ShareGrid.logRestingEvidence());
  }
}
