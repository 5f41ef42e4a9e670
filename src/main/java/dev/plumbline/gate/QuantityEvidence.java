package dev.plumbline.gate;

import dev.plumbline.stats.JoinedEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of quantities, by order alone, so that any unit and any tail will do. Two questions: which side
 * of a pair is worse, and how many of each side lie beyond a cut. The cuts are quantiles of the
 * first pairs, both sides together, and judge later ones only.
 *
 * <p>FAIL, H₀: given the past, each pair is as likely won as lost, or likelier, and so is each cut:
 * half the bet is on the pairs, half on the cuts. PASS, H₀: the pairs lost exceed those won, or the
 * answers beyond one of the cuts those of the baseline, by what is allowed, as a share of all: each
 * must be refuted (intersection–union). Where either direction is worse, FAIL bets half on each and
 * PASS refutes both.
 *
 * @param first values of the first pairs until there are cuts; empty afterwards
 */
record QuantityEvidence(
    CheckRule rule, List<Double> first, List<Double> cuts, List<Direction> directions)
    implements CheckEvidence {
  /** Pairs that make the cuts. */
  private static final int FIRST = 40;

  private static final List<Double> QUANTILES = List.of(.75, .9, .97);
  private static final double HALF = 0.5;

  /**
   * One direction that is worse.
   *
   * @param sign 1 where larger values are worse, −1 where smaller ones are
   */
  record Direction(int sign, Comparison pairs, List<Comparison> beyond) {
    Direction after(double candidate, double baseline, List<Double> cuts) {
      List<Comparison> counted = new ArrayList<>(beyond.size());
      for (int k = 0; k < beyond.size(); k++) {
        counted.add(
            beyond
                .get(k)
                .after(sign * (above(candidate, cuts.get(k)) - above(baseline, cuts.get(k)))));
      }
      return new Direction(
          sign, pairs.after(sign * order(candidate, baseline)), List.copyOf(counted));
    }

    private static int order(double candidate, double baseline) {
      return candidate > baseline ? 1 : candidate < baseline ? -1 : 0;
    }

    private static int above(double value, double cut) {
      return value > cut ? 1 : 0;
    }

    double logFail() {
      if (beyond.isEmpty()) {
        return pairs.logFail();
      }
      List<Double> weights =
          Stream.concat(Stream.of(HALF), beyond.stream().map(_ -> HALF / beyond.size())).toList();
      return JoinedEvidence.log(
          weights,
          Stream.concat(Stream.of(pairs), beyond.stream()).map(Comparison::logFail).toList());
    }

    double logPass() {
      return beyond.stream().mapToDouble(Comparison::logPass).reduce(pairs.logPass(), Math::min);
    }
  }

  static QuantityEvidence start(CheckRule rule) {
    Comparison pairs = Comparison.start(rule.allowed(), rule.expected().differing(), 1);
    List<Integer> signs =
        switch (rule.worse()) {
          case HIGHER -> List.of(1);
          case LOWER -> List.of(-1);
          case EITHER -> List.of(1, -1);
        };
    return new QuantityEvidence(
        rule,
        List.of(),
        List.of(),
        signs.stream().map(sign -> new Direction(sign, pairs, List.of())).toList());
  }

  @Override
  public QuantityEvidence after(GatePair.Sides sides) {
    return sides.candidate() instanceof Side.Quantity(double candidate)
            && sides.baseline() instanceof Side.Quantity(double baseline)
        ? after(candidate, baseline)
        : this;
  }

  private QuantityEvidence after(double candidate, double baseline) {
    List<Direction> later =
        directions.stream().map(it -> it.after(candidate, baseline, cuts)).toList();
    if (!cuts.isEmpty()) {
      return new QuantityEvidence(rule, first, cuts, later);
    }
    List<Double> seen = new ArrayList<>(first);
    seen.add(candidate);
    seen.add(baseline);
    return seen.size() < 2 * FIRST
        ? new QuantityEvidence(rule, List.copyOf(seen), cuts, later)
        : cut(seen, later);
  }

  private QuantityEvidence cut(List<Double> seen, List<Direction> later) {
    List<Double> sorted = seen.stream().sorted().toList();
    // From below where smaller is worse, so that the cut is on the side that tells.
    List<Double> quantiles =
        switch (rule.worse()) {
          case HIGHER -> QUANTILES;
          case LOWER -> QUANTILES.stream().map(q -> 1 - q).toList();
          case EITHER ->
              Stream.concat(QUANTILES.stream(), QUANTILES.stream().map(q -> 1 - q)).toList();
        };
    List<Comparison> beyond =
        quantiles.stream().map(q -> Comparison.start(rule.allowed(), 2 * q * (1 - q), 1)).toList();
    return new QuantityEvidence(
        rule,
        List.of(),
        quantiles.stream().map(q -> sorted.get((int) (q * (sorted.size() - 1)))).toList(),
        later.stream().map(it -> new Direction(it.sign(), it.pairs(), beyond)).toList());
  }

  @Override
  public boolean speaksAgainst(GatePair.Sides sides) {
    return sides.both();
  }

  @Override
  public double logFail() {
    return JoinedEvidence.log(
        directions.stream().map(_ -> 1.0 / directions.size()).toList(),
        directions.stream().map(Direction::logFail).toList());
  }

  /** 0 at most until there are cuts to pass. */
  @Override
  public double logPass() {
    double log =
        directions.stream().mapToDouble(Direction::logPass).min().orElse(Double.NEGATIVE_INFINITY);
    return cuts.isEmpty() ? Math.min(0, log) : log;
  }

  @Override
  public Limits limits(double alpha) {
    Comparison pairs = directions.getFirst().pairs();
    return Limits.ofDifference(pairs.losses(), pairs.wins(), pairs.allowed().pairs(), alpha);
  }

  @Override
  public long missing(double logThreshold) {
    long first = Math.max(0, FIRST - directions.getFirst().pairs().allowed().pairs());
    return directions.stream()
        .flatMap(it -> Stream.concat(Stream.of(it.pairs()), it.beyond().stream()))
        .mapToLong(it -> Pace.missing(it.allowed(), logThreshold))
        .reduce(first, Math::max);
  }
}
