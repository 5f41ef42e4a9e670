package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Target;
import dev.plumbline.stats.BernoulliEDetector;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How late a page would be, by the detector that runs in production, fed with seeded chance. Of one
 * target by itself, without adaptive probing and pooled series, which both make it earlier. Not
 * thread-safe.
 */
public final class DetectionDelays {
  private static final int RUNS = 201;
  private static final long SEED = 20_250_829;

  /** Nobody waits for what takes longer; some 70 days of a probe a minute. */
  private static final long MOST_TRIALS = 100_000;

  /**
   * A check that watches a target.
   *
   * @param share of the target's probes that feed it
   * @param objective p0, as of a series that has not been certified
   */
  public record Watching(String check, double share, double objective) {}

  private record Question(double objective, double logThreshold, double share) {}

  private final Catalog catalog;
  private final SeriesPlan plan;
  private final Map<String, WatchedCheck> watched;
  private final Map<Question, OptionalLong> answers = new HashMap<>();

  public DetectionDelays(Catalog catalog) {
    this.catalog = catalog;
    this.plan = new SeriesPlan(catalog);
    this.watched = WatchedCheck.of(catalog);
  }

  /**
   * The check that most of a target's probes feed; of those with an even share, the one that its
   * owner holds to the least. Empty where none pages of it.
   */
  public Optional<Watching> mostFed(Target target) {
    long probes =
        target.suites().stream()
            .flatMap(name -> catalog.suite(name).stream())
            .mapToLong(suite -> suite.probes().size())
            .sum();
    Map<String, DetectionPolicy.Objective> objectives = catalog.detection().objectives();
    return watched.entrySet().stream()
        .filter(it -> !it.getKey().equals(CheckUse.PAIRED_ANSWER))
        .filter(it -> !FeedbackReason.feeds(it.getKey()))
        .filter(it -> objectives.containsKey(it.getKey()) && objectives.get(it.getKey()).pages())
        .flatMap(it ->
            it.getValue().leaves().stream()
                .filter(leaf -> leaf.labels().equals(target.labels()))
                .map(leaf ->
                    new Watching(
                        it.getKey(),
                        (double) leaf.probes().size() / Math.max(1, probes),
                        plan.initialObjective(it.getKey()))))
        .max(
            Comparator.comparingDouble(Watching::share)
                .thenComparingDouble(Watching::objective)
                .thenComparing(Watching::check));
  }

  /**
   * The median time from a fault's beginning to its page; empty where no page comes in {@value
   * #MOST_TRIALS} trials.
   *
   * @param failing share of the answers that fail the check while the fault lasts
   * @param sent share of the target's slots that budgets let through
   */
  public Optional<Duration> median(Target target, Watching by, double failing, double sent) {
    if (sent <= 0) {
      return Optional.empty();
    }
    Duration interval = target.budget().interval();
    double logThreshold = plan.leaf(by.check(), interval).logPageThreshold();
    OptionalLong trials =
        answers.computeIfAbsent(
            new Question(by.objective(), logThreshold, failing), DetectionDelays::medianTrials);
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    double seconds =
        trials.getAsLong() * (interval.toNanos() / 1e9) / (trialsASlot(target) * by.share() * sent);
    DetectionPolicy policy = catalog.detection();
    return Optional.of(
        Duration.ofSeconds(Math.round(seconds)).plus(policy.window()).plus(policy.grace()));
  }

  /** A sticky session is one trial however many turns it has. */
  private static double trialsASlot(Target target) {
    double sticky = target.budget().stickyShare();
    return 1 - sticky + sticky / Math.max(1, target.budget().stickyTurns());
  }

  private static OptionalLong medianTrials(Question question) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    long[] delays = new long[RUNS];
    for (int run = 0; run < RUNS; run++) {
      delays[run] = trialsToPage(question, random);
    }
    Arrays.sort(delays);
    long median = delays[RUNS / 2];
    return median > MOST_TRIALS ? OptionalLong.empty() : OptionalLong.of(median);
  }

  /** Runs without failure at once: trials to the next failure are geometric. */
  private static long trialsToPage(Question question, RandomGenerator random) {
    BernoulliEDetector detector = BernoulliEDetector.start();
    long trials = 0;
    while (trials <= MOST_TRIALS) {
      long clean =
          (long) (StrictMath.log1p(-random.nextDouble()) / StrictMath.log1p(-question.share()));
      detector = detector.afterMisses(clean, 1).after(1 / question.objective(), 1);
      trials += clean + 1;
      if (detector.logEvidence() >= question.logThreshold()) {
        return trials;
      }
    }
    return Long.MAX_VALUE;
  }
}
