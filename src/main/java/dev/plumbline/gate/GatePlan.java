package dev.plumbline.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What a policy costs and buys, told before anything is asked. Rare failures exactly, all else by
 * seeded simulation ({@value PassTimes#RUNS} runs to a PASS, {@value FailTimes#RUNS} to a FAIL,
 * fewer where budgets are beyond a few thousand pairs), so the same policy has the same plan.
 * Checks are taken as independent, and as asked of every pair.
 *
 * @param passes probability that an identical candidate passes within the budget
 * @param meanPairs to that, or to the end of the budget
 * @param needed pairs that would give it the power asked for; empty where the horizon does not do
 */
public record GatePlan(
    Policy policy, double passes, double meanPairs, OptionalLong needed, List<CheckPlan> checks) {
  /** Shares of answers spoilt that a plan tells of. */
  public static final List<Double> SHARES = List.of(1.0, .16, .05, .008);

  private static final long SEED = 20_250_829;
  private static final int LONGEST = 200_000;
  private static final int HORIZON_IN_BUDGETS = 8;
  private static final int SHORTEST = 5_000;

  /**
   * One required check, as if it were alone.
   *
   * @param passes probability that an identical candidate passes it within the budget
   * @param meanPairs to that, or to the end of the budget
   * @param fails by share, in the order of {@link #SHARES}
   */
  public record CheckPlan(CheckRule rule, double passes, double meanPairs, List<FailPlan> fails) {}

  /**
   * A share of the answers is spoilt.
   *
   * @param fails probability of a FAIL by this check alone within the budget
   * @param meanPairs to that, or to the end of the budget
   */
  public record FailPlan(double share, double fails, double meanPairs) {}

  /** Why a policy is refused. */
  public record Refusal(String problem, String remedy) {}

  /** The plan of a policy that has a budget. */
  public static GatePlan of(Policy policy) {
    long budget = policy.budget().mostPairs();
    int horizon =
        (int) Math.min(LONGEST, Math.max(SHORTEST, HORIZON_IN_BUDGETS * Math.min(budget, LONGEST)));
    PassTimes passing = new PassTimes(policy.logThreshold(), horizon, random());
    List<CheckRule> required = policy.checks().stream().filter(CheckRule::required).toList();
    List<Times> times = new ArrayList<>(required.stream().map(passing::of).toList());
    List<Times> all = new ArrayList<>(times);
    all.add(passing.missing(policy.missing()));
    Times.All joint = new Times.All(all, 1 - Math.min(0.9, 2 * policy.missing().expected()));
    FailTimes failing = new FailTimes(policy.logThreshold(), Math.min(budget, horizon), random());
    List<CheckPlan> plans = new ArrayList<>();
    for (int k = 0; k < required.size(); k++) {
      plans.add(plan(policy, required.get(k), times.get(k), failing));
    }
    return new GatePlan(
        policy,
        joint.within(budget),
        joint.mean(budget),
        joint.first(policy.power(), horizon),
        List.copyOf(plans));
  }

  /** Empty where an identical candidate passes often enough. */
  public Optional<Refusal> refusal() {
    if (passes >= policy.power()) {
      return Optional.empty();
    }
    CheckPlan slowest =
        checks.stream().max(Comparator.comparingDouble(CheckPlan::meanPairs)).orElseThrow();
    String budget =
        needed.isPresent()
            ? String.format(
                Locale.ROOT,
                "give it %d pairs (%d requests)",
                needed.getAsLong(),
                2 * needed.getAsLong())
            : "no budget that could be simulated would do";
    return Optional.of(
        new Refusal(
            String.format(
                Locale.ROOT,
                "an identical candidate would pass with probability %.2f within %d pairs, %s is"
                    + " asked",
                passes,
                policy.budget().mostPairs(),
                policy.power()),
            String.format(
                Locale.ROOT,
                "%s, or allow a larger regression than %s of %s",
                budget,
                slowest.rule().allowed(),
                slowest.rule().check())));
  }

  private static CheckPlan plan(Policy policy, CheckRule rule, Times passing, FailTimes failing) {
    long budget = policy.budget().mostPairs();
    return new CheckPlan(
        rule,
        passing.within(budget),
        passing.mean(budget),
        SHARES.stream()
            .map(share -> {
              Times times = failing.of(rule, policy.weight(rule), share);
              return new FailPlan(share, times.within(budget), times.mean(budget));
            })
            .toList());
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }
}
