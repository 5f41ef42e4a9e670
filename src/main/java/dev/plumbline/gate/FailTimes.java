package dev.plumbline.gate;

import dev.plumbline.stats.BoundedBetting;
import dev.plumbline.stats.CanaryCounts;
import dev.plumbline.stats.JoinedEvidence;
import dev.plumbline.stats.ObjectiveBet;
import dev.plumbline.stats.Wealth;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How many pairs it takes until one check alone fails a candidate of which a share of the answers
 * is spoilt: fails, is wrong, scores 0, is slower than all.
 */
final class FailTimes {
  /** Runs where the budget is not larger than usual; fewer where it is, so that a plan is quick. */
  static final int RUNS = 200;

  private static final int FEWEST_RUNS = 20;
  private static final long PAIRS = 1_000_000;
  private static final double EVEN = 0.5;
  private static final List<Double> CUTS = List.of(.75, .9, .97);

  /** Where every pair differs, evidence is looked at each time they have grown by so many parts. */
  private static final int LOOKS = 32;

  private final double logThreshold;
  private final long horizon;
  private final RandomGenerator random;

  FailTimes(double logThreshold, long horizon, RandomGenerator random) {
    this.logThreshold = logThreshold;
    this.horizon = horizon;
    this.random = random;
  }

  /** Pairs that have no event before one that has, each having it with this probability. */
  static long before(double rate, RandomGenerator random) {
    return rate >= 1
        ? 0
        : rate <= 0
            ? Long.MAX_VALUE
            : (long) Math.min(1e15, Math.log(1 - random.nextDouble()) / Math.log1p(-rate));
  }

  Times of(CheckRule rule, double weight, double share) {
    double logNeeded = logThreshold - StrictMath.log(weight);
    long[] times = new long[Math.clamp(PAIRS / horizon, FEWEST_RUNS, RUNS)];
    for (int run = 0; run < times.length; run++) {
      times[run] =
          switch (rule.kind()) {
            case RARE_FAILURE -> rare(rule, share, logNeeded);
            case PAIRED_ANSWER -> paired(rule.expected(), share, logNeeded);
            case SCORE -> score(rule.expected(), share, logNeeded);
            case QUANTITY -> quantity(rule.worse() == Worse.EITHER, share, logNeeded);
          };
    }
    return new Times.Drawn(times);
  }

  private long rare(CheckRule rule, double share, double logNeeded) {
    @Nullable Double objective = rule.objective();
    double healthy = rule.expected().failures();
    double rate = share + (1 - share) * healthy;
    if (objective == null) {
      return discordant(rate * (1 - healthy), healthy * (1 - rate), logNeeded);
    }
    ObjectiveBet bet = ObjectiveBet.start(objective);
    while (bet.trials() < horizon) {
      long clean = Math.min(before(rate, random), horizon);
      bet = new ObjectiveBet(objective, bet.failures() + 1, bet.trials() + clean + 1);
      if (bet.logEvidence() >= logNeeded) {
        return bet.trials();
      }
    }
    return Long.MAX_VALUE;
  }

  private long paired(Expected expected, double share, double logNeeded) {
    double chance = expected.differing() / 2 * (1 - share);
    return discordant(chance + share * expected.right(), chance, logNeeded);
  }

  private long discordant(double loss, double win, double logNeeded) {
    CanaryCounts counts = CanaryCounts.start(EVEN);
    long pairs = 0;
    while (pairs < horizon) {
      pairs += Math.min(before(loss + win, random), horizon) + 1;
      boolean lost = random.nextDouble() * (loss + win) < loss;
      counts = counts.after(lost ? 1 : 0, lost ? 0 : 1);
      if (lost && counts.logEvidence() >= logNeeded) {
        return pairs;
      }
    }
    return Long.MAX_VALUE;
  }

  private long score(Expected expected, double share, double logNeeded) {
    BoundedBetting betting = ScoreEvidence.BETTING;
    Wealth wealth = Wealth.start(betting.stakes().size());
    double chance = expected.differing() * (1 - share);
    long pairs = 0;
    while (pairs < horizon) {
      pairs += Math.min(before(chance + share, random), horizon) + 1;
      boolean spoilt = random.nextDouble() * (chance + share) < share;
      double by = random.nextBoolean() ? expected.by() : -expected.by();
      wealth = wealth.after(betting.increment(spoilt ? expected.right() : by));
      if (wealth.logEvidence() >= logNeeded) {
        return pairs;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Ranks of both sides, uniform; cuts are there from the first pair. */
  private long quantity(boolean either, double share, double logNeeded) {
    double logSided = logNeeded + (either ? StrictMath.log(2) : 0);
    long[] losses = new long[CUTS.size() + 1];
    long[] wins = new long[losses.length];
    long look = 1;
    for (long pairs = 1; pairs <= horizon; pairs++) {
      double baseline = random.nextDouble();
      double candidate = random.nextDouble() < share ? 1 : random.nextDouble();
      count(candidate > baseline, baseline > candidate, 0, losses, wins);
      for (int k = 0; k < CUTS.size(); k++) {
        boolean above = candidate > CUTS.get(k);
        boolean baselineAbove = baseline > CUTS.get(k);
        count(above && !baselineAbove, baselineAbove && !above, k + 1, losses, wins);
      }
      if (pairs >= look) {
        look = pairs + 1 + pairs / LOOKS;
        if (log(losses, wins) >= logSided) {
          return pairs;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  private static void count(boolean lost, boolean won, int k, long[] losses, long[] wins) {
    losses[k] += lost ? 1 : 0;
    wins[k] += won ? 1 : 0;
  }

  private static double log(long[] losses, long[] wins) {
    double sixth = EVEN / CUTS.size();
    return JoinedEvidence.log(
        List.of(EVEN, sixth, sixth, sixth),
        java.util.stream.IntStream.range(0, losses.length)
            .mapToObj(k -> new CanaryCounts(EVEN, losses[k], wins[k]).logEvidence())
            .toList());
  }
}
