package dev.plumbline.gate;

import dev.plumbline.stats.JoinedEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The judge of one candidate against one baseline, fed pair after pair. Immutable; the same pairs
 * in the same order give the same state, bit for bit.
 *
 * <p>FAIL when Σ w·E ≥ 1/α over the required checks, E the evidence against "no regression" of each
 * ({@link JoinedEvidence}). PASS when, for every required check, the evidence against "regression ≥
 * allowed" stands at 1/α or more: to open wrongly, one of them must err, namely that of the check
 * that is worse, so no correction is due (intersection–union; Berger 1982). Whichever comes first;
 * both at once is a FAIL. So with probability at most α each a candidate without regression fails,
 * and one with an allowed regression in some check passes, however often one looks.
 *
 * @param pairs so far
 * @param first when the first pair was asked; null before it
 * @param decided null as long as more pairs can decide
 */
public record GateState(
    Policy policy,
    List<CheckState> checks,
    long pairs,
    @Nullable Instant first,
    @Nullable Verdict decided) {
  /** Room for the rounding of what is reckoned in another way. */
  private static final double ALMOST = 0.99;

  /** Before the first pair. */
  public static GateState start(Policy policy) {
    return new GateState(
        policy,
        policy.checks().stream().map(rule -> CheckState.start(rule, policy)).toList(),
        0,
        null,
        null);
  }

  /** PASS or FAIL once decided, INCONCLUSIVE once budget or deadline is used up; else empty. */
  public Optional<Verdict> verdict() {
    return Optional.ofNullable(decided);
  }

  /**
   * One pair more. After a verdict nothing changes.
   *
   * @throws IllegalArgumentException if a reading is not of the kind of its check
   */
  public GateState after(GatePair pair) {
    if (decided != null) {
      return this;
    }
    Instant start = first == null ? pair.at() : first;
    if (pair.at().isAfter(start.plus(policy.deadline()))) {
      return decided(
          Reasons.inconclusive(this, "the deadline of %s is over".formatted(policy.deadline())));
    }
    boolean against = false;
    List<CheckState> later = new ArrayList<>(checks.size());
    for (CheckState check : checks) {
      GatePair.Sides sides = pair.readings().get(check.rule().check());
      against |= sides != null && check.evidence().speaksAgainst(sides);
      later.add(sides == null ? check : check.after(sides));
    }
    return new GateState(policy, List.copyOf(later), pairs + 1, start, null).judged(against);
  }

  /**
   * The verdict where no more pairs will come.
   *
   * @param why for people
   */
  public Verdict ended(String why) {
    return decided == null ? Reasons.inconclusive(this, why) : decided;
  }

  /** Where the checks stand, for readers. */
  public List<CheckReport> reports() {
    return checks.stream().map(check -> CheckReport.of(check, policy)).toList();
  }

  /** ln Σ w·E, the evidence against "no regression" of all required checks together. */
  public double logFail() {
    List<CheckState> required = required();
    return JoinedEvidence.log(
        required.stream().map(CheckState::weight).toList(),
        required.stream().map(check -> check.evidence().logFail()).toList());
  }

  List<CheckState> required() {
    return checks.stream().filter(check -> check.rule().required()).toList();
  }

  private GateState judged(boolean against) {
    if (against && fails()) {
      return decided(Reasons.fail(this));
    }
    if (passes()) {
      return decided(Reasons.pass(this));
    }
    return pairs >= policy.budget().mostPairs()
        ? decided(Reasons.inconclusive(this, "the budget of %d pairs is used up".formatted(pairs)))
        : this;
  }

  /** Evidence rises only with what speaks against a candidate, and is mostly far away. */
  private boolean fails() {
    double most = 0;
    for (CheckState check : checks) {
      most += check.failsAtMost();
    }
    return most * policy.alpha() >= ALMOST && logFail() >= policy.logThreshold();
  }

  private boolean passes() {
    for (CheckState check : checks) {
      if (check.rule().required() && !check.passes(policy)) {
        return false;
      }
    }
    return true;
  }

  private GateState decided(Verdict verdict) {
    return new GateState(policy, checks, pairs, first, verdict);
  }

  /** All pairs, one after the other. */
  static GateState of(Policy policy, Iterable<GatePair> pairs) {
    GateState state = start(policy);
    for (GatePair pair : pairs) {
      state = state.after(pair);
    }
    return state;
  }

  /** A pair that feeds one check, for simulations. */
  static GatePair pair(String check, Side candidate, Side baseline) {
    return new GatePair(Instant.EPOCH, "", Map.of(check, new GatePair.Sides(candidate, baseline)));
  }
}
