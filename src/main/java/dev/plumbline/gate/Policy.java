package dev.plumbline.gate;

import dev.plumbline.catalog.Hash;
import dev.plumbline.catalog.Slice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gate asks of a candidate.
 *
 * @param slice targets it is for
 * @param suites probes are drawn from these; the rates judged are those of all their probes
 * @param environments it is for; empty: all
 * @param alpha the probability at most that a candidate without regression fails, and that one with
 *     the regression allowed passes
 * @param power the probability at least with which an identical candidate must pass within the
 *     budget, or the policy is refused
 * @param deadline from the first pair on
 */
public record Policy(
    String name,
    Slice slice,
    List<String> suites,
    List<String> environments,
    List<CheckRule> checks,
    double alpha,
    double power,
    Budget budget,
    Duration deadline,
    Inconclusive inconclusive,
    Missing missing) {
  static final double USUAL_ALPHA = 0.01;
  static final double USUAL_POWER = 0.9;

  /**
   * What it may cost.
   *
   * @param pairs of exchanges
   * @param requests of both sides together; null: two for each pair
   */
  public record Budget(long pairs, @Nullable Long requests) {
    /** Pairs that both limits leave. */
    public long mostPairs() {
      return requests == null ? pairs : Math.min(pairs, requests / 2);
    }
  }

  /** What it means that nothing could be decided. Neither opens: only PASS does. */
  public enum Inconclusive {
    /** As a FAIL would: the rollout is rolled back. */
    BLOCK,
    /** The rollout waits where it is, for a person or another evaluation. */
    HOLD
  }

  /**
   * How much may be missing of what a check needs. Without it a candidate could pass by not
   * answering what it would answer wrongly.
   *
   * @param allowed excess of pairs that lack the candidate's side over those that lack the
   *     baseline's, which must be proved not to be reached
   * @param most share of the candidate's side that may be missing, whatever the baseline's
   * @param expected share of either side that is missing in health
   */
  public record Missing(double allowed, double most, double expected) {
    static final Missing USUAL = new Missing(0.03, 0.2, 0.002);
  }

  public Policy {
    suites = List.copyOf(suites);
    environments = List.copyOf(environments);
    checks = List.copyOf(checks);
    if (!(alpha > 0 && alpha < 1) || checks.stream().noneMatch(CheckRule::required)) {
      throw new IllegalArgumentException(
          "gate %s: alpha %s, %d checks, of which one must be required"
              .formatted(name, alpha, checks.size()));
    }
  }

  /** What is asked where there is no policy: every check at the regression usually allowed. */
  public static Policy standard(List<CheckRule> checks) {
    return new Policy(
        "standard",
        Slice.WHOLE_FLEET,
        List.of(),
        List.of(),
        checks,
        USUAL_ALPHA,
        USUAL_POWER,
        new Budget(Long.MAX_VALUE, null),
        Duration.ofDays(366),
        Inconclusive.BLOCK,
        Missing.USUAL);
  }

  /** Changes when, and only when, what is asked does. */
  public String version() {
    return Hash.of(this);
  }

  /** ln 1/α. */
  public double logThreshold() {
    return -StrictMath.log(alpha);
  }

  /** A check's part in Σ w·E; 0 of an advisory one. */
  public double weight(CheckRule rule) {
    return rule.required()
        ? rule.weight()
            / checks.stream().filter(CheckRule::required).mapToDouble(CheckRule::weight).sum()
        : 0;
  }

  /** What is asked of a check; null where it is none of the policy's. */
  public @Nullable CheckRule rule(String check) {
    return checks.stream().filter(rule -> rule.check().equals(check)).findFirst().orElse(null);
  }
}
