package dev.plumbline.stats;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The shares ε that a stored detector bets on, each with e = 1 − ε + ε·L and equal weight. Which
 * grid a vector is of is told by its length.
 */
public final class Grid {
  /** For what fails rarely: {@link ShareGrid}. */
  public static final Grid FAILURES = new Grid(geometric(11, 0.001, 0.5));

  /**
   * For pairs of two sides, whose discordant ones are lost half the time in health (L = 2 after a
   * loss, 0 after a win): the alternatives θ of {@link McNemar}, as ε = 2θ − 1. Small shares are
   * left out: against an even coin they learn next to nothing and only let M creep up in health.
   */
  public static final Grid PAIRS =
      new Grid(McNemar.standard().losses().stream().map(theta -> 2 * theta - 1).toList());

  private final List<Double> shares;
  private final Contamination contamination;
  private final List<Double> logMiss;
  private final List<Double> logShare;
  private final List<Double> logRest;
  private final double logRestingEvidence;

  private Grid(List<Double> shares) {
    this.shares = shares;
    this.contamination = new Contamination(shares);
    this.logMiss = contamination.logs(Double.NEGATIVE_INFINITY);
    this.logShare = Logs.per(shares.size(), k -> StrictMath.log(shares.get(k)));
    this.logRest = contamination.mixture().logHeadStarts();
    this.logRestingEvidence = logMixture(logRest);
  }

  /** The grid of a vector with one value for each share. */
  static Grid of(List<Double> perShare) {
    int size = perShare.size();
    if (size == FAILURES.size()) {
      return FAILURES;
    }
    if (size == PAIRS.size()) {
      return PAIRS;
    }
    throw new IllegalArgumentException(
        "one value for each of %d or %d shares, not %d"
            .formatted(FAILURES.size(), PAIRS.size(), size));
  }

  /** ln r, r = Σ w (1 − ε)/ε: the evidence a detector starts, restarts and rests at. */
  public double logRestingEvidence() {
    return logRestingEvidence;
  }

  int size() {
    return shares.size();
  }

  double share(int k) {
    return shares.get(k);
  }

  Mixture mixture() {
    return contamination.mixture();
  }

  /** ln of the factor of a trial without failure: 1 − ε. */
  double logMiss(int k) {
    return logMiss.get(k);
  }

  /** ln of the R a detector rests at: (1 − ε)/ε, which failure-free trials leave where it is. */
  List<Double> logRest() {
    return logRest;
  }

  /** ln e for every share, after one trial of this likelihood ratio. */
  List<Double> logIncrements(double ratio) {
    if (ratio == 0) {
      return logMiss;
    }
    // As Contamination does, without taking the shares' logarithms anew at every failure.
    double logRatio = StrictMath.log(ratio);
    return perShare(k -> LogMath.add(logMiss.get(k), logShare.get(k) + logRatio));
  }

  /** ln Σ w exp(v): the mixture over shares. */
  double logMixture(List<Double> logs) {
    return LogMath.sum(logs) - StrictMath.log(shares.size());
  }

  List<Double> perShare(IntToDoubleFunction value) {
    return Logs.per(shares.size(), value);
  }

  private static List<Double> geometric(int size, double smallest, double largest) {
    return IntStream.range(0, size)
        .mapToObj(k -> smallest * StrictMath.pow(largest / smallest, (double) k / (size - 1)))
        .toList();
  }
}
