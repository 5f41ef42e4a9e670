package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.detect.history.BacktestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a backtest judges its series. */
final class BacktestJudging {
  /** Beyond it, numbers would no longer print as such. */
  private static final double MOST = 1e100;

  private static final int FEWEST_REFERENCE = 100;
  private static final int MOST_REFERENCE = 1_000_000;

  @Option(
      names = "--budget",
      paramLabel = "B",
      description =
          "False pages a month of all series together, which thresholds follow from; default"
              + " ${DEFAULT-VALUE}.")
  double budget = 1;

  @Option(
      names = "--threshold",
      paramLabel = "A",
      description =
          "Page of every series at M >= A instead, A trials to a false page on average; A below"
              + " 391, twice the evidence at rest, counts as that.")
  @Nullable Double threshold;

  @Option(
      names = "--p0",
      paramLabel = "P",
      description =
          "Objective of every series, the failure rate a healthy one stays under; default: as in"
              + " production, mostly 1e-3, and 1e-4 after 30000 trials without failure.")
  @Nullable Double objective;

  @Option(names = "--no-pooling", description = "Only leaves: no series of slices of the fleet.")
  boolean leavesOnly;

  @Option(
      names = "--base-rate",
      paramLabel = "R",
      description =
          "Planned trials a second of a leaf: a trial's start weight is g = min(1, R x seconds"
              + " since the one before), and the budget goes by R; a pool's R is its leaves' sum."
              + " Default: g = 1, and the budget goes by the trials there are.")
  @Nullable Double baseRate;

  @Option(
      names = "--reference",
      paramLabel = "N",
      description =
          "The first N trials of each series of scores or values are healthy: half of them freeze"
              + " the comparison, half bound it. Without it such lines are refused.")
  @Nullable Integer reference;

  BacktestOptions options() {
    requireWithin("--budget", budget, 1e-9, 1e9);
    requireWithin("--threshold", threshold, 1, MOST);
    requireWithin("--p0", objective, 1e-9, 0.5);
    requireWithin("--base-rate", baseRate, 1e-9, 1e9);
    return new BacktestOptions(
        budget, threshold, objective, !leavesOnly, interval(), trialsOfReference());
  }

  private int trialsOfReference() {
    Integer given = reference;
    if (given == null) {
      return 0;
    }
    if (given < FEWEST_REFERENCE || given > MOST_REFERENCE || given % 2 != 0) {
      throw new BadInputException(
          "--reference %d: write an even number from %d to %d"
              .formatted(given, FEWEST_REFERENCE, MOST_REFERENCE));
    }
    return given;
  }

  private @Nullable Duration interval() {
    return baseRate == null ? null : Duration.ofNanos(Math.max(1, Math.round(1e9 / baseRate)));
  }

  private static void requireWithin(
      String option, @Nullable Double given, double least, double most) {
    if (given != null && !(given >= least && given <= most)) {
      throw new BadInputException(
          "%s %s: write a number from %s to %s".formatted(option, given, least, most));
    }
  }
}
