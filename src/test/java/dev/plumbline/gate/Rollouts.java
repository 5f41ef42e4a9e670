package dev.plumbline.gate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Simulated pairs of a candidate and a baseline. Of a share of its answers a check of the candidate
 * is spoilt: fails, is wrong where the baseline's is right, scores 0 instead of {@value #SCORE},
 * takes ten times as long. Everything else happens to both sides alike, as the check's {@link
 * Expected} says.
 *
 * @param spoilt share by check; checks that are not in it are healthy
 * @param missing share of answers that are missing on either side
 */
public record Rollouts(Policy policy, Map<String, Double> spoilt, double missing) {
  private static final double SCORE = 0.6;
  private static final Side GONE = new Side.Missing("timed out");
  private static final Side GOOD = new Side.Trial(false);
  private static final Side BAD = new Side.Trial(true);

  /** The share at which the regression is exactly what is allowed. */
  public static double atTheLimit(CheckRule rule) {
    return switch (rule.kind()) {
      case RARE_FAILURE, PAIRED_ANSWER, QUANTITY -> rule.allowed();
      case SCORE -> rule.allowed() / SCORE;
    };
  }

  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** The next pair. */
  public GatePair next(RandomGenerator random) {
    boolean gone = random.nextDouble() < missing;
    boolean baselineGone = random.nextDouble() < missing;
    Map<String, GatePair.Sides> readings = LinkedHashMap.newLinkedHashMap(policy.checks().size());
    for (CheckRule rule : policy.checks()) {
      double share = spoilt.getOrDefault(rule.check(), 0.0);
      GatePair.Sides sides = sides(rule, random.nextDouble() < share, random);
      readings.put(
          rule.check(),
          gone || baselineGone
              ? new GatePair.Sides(
                  gone ? GONE : sides.candidate(), baselineGone ? GONE : sides.baseline())
              : sides);
    }
    return new GatePair(Instant.EPOCH, "core/one", readings);
  }

  /** The state at the verdict. */
  public GateState run(RandomGenerator random) {
    GateState state = GateState.start(policy);
    while (state.verdict().isEmpty()) {
      state = state.after(next(random));
    }
    return state;
  }

  private static GatePair.Sides sides(CheckRule rule, boolean spoilt, RandomGenerator random) {
    Expected expected = rule.expected();
    return switch (rule.kind()) {
      case RARE_FAILURE ->
          new GatePair.Sides(
              trial(spoilt || random.nextDouble() < expected.failures()),
              trial(random.nextDouble() < expected.failures()));
      case PAIRED_ANSWER -> {
        if (spoilt) {
          yield new GatePair.Sides(BAD, GOOD);
        }
        boolean first = random.nextBoolean();
        yield random.nextDouble() < expected.differing()
            ? new GatePair.Sides(trial(first), trial(!first))
            : new GatePair.Sides(GOOD, GOOD);
      }
      case SCORE -> {
        double by = random.nextDouble() < expected.differing() ? expected.by() : 0;
        yield new GatePair.Sides(
            new Side.Score(spoilt ? 0 : random.nextBoolean() ? SCORE + by : SCORE - by),
            new Side.Score(SCORE));
      }
      case QUANTITY -> {
        double probe = 0.3 * random.nextGaussian();
        yield new GatePair.Sides(
            new Side.Quantity(Math.exp(probe + 0.3 * random.nextGaussian()) * (spoilt ? 1_000 : 1)),
            new Side.Quantity(Math.exp(probe + 0.3 * random.nextGaussian())));
      }
    };
  }

  private static Side trial(boolean failed) {
    return failed ? BAD : GOOD;
  }
}
