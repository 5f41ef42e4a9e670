package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;

/**
 * Users of one model who report for one reason, as they do: in groups (one user presses the button
 * several times, one answer goes round a chat room), more by day, and all at once on the day of a
 * bad headline; while a platform's share of the traffic wanders and its users' mood with it.
 *
 * @param platforms that serve the model
 * @param rate groups of reports a thousand requests in health
 * @param group largest group; every size up to it is as likely
 * @param mood standard deviation of the logarithm of a platform's own rate, which wanders over
 *     hours
 * @param headline how many times as many report everywhere for two hours of every day
 */
record Users(List<String> platforms, double rate, int group, double mood, double headline) {
  static final String MODEL = "opus-4";
  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  private static final double REQUESTS = 2_000;
  private static final double MINUTES_OF_MOOD = 300;

  /** Healthy users as they are assumed to be at worst by the defaults. */
  static Users healthy() {
    return new Users(List.of("claude-api", "bedrock", "vertex"), 1, 5, 0.15, 8);
  }

  /**
   * Counts of a stretch of minutes, in order.
   *
   * @param times how many times as often as in health a platform's users report, by platform and
   *     minute since the beginning
   */
  List<FeedbackCounts> counts(
      int minutes, ToDoubleBiFunction<String, Integer> times, RandomGenerator random) {
    double[] moods = new double[platforms.size()];
    double[] shares = new double[platforms.size()];
    List<FeedbackCounts> counts = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      double day = 2 * Math.PI * minute / 1440;
      double traffic = 1 + 0.6 * Math.sin(day);
      double news = minute % 1440 >= 700 && minute % 1440 < 820 ? headline : 1;
      List<FeedbackCounts.Cell> cells = new ArrayList<>();
      for (int p = 0; p < platforms.size(); p++) {
        moods[p] = wander(moods[p], mood, random);
        shares[p] = wander(shares[p], 0.5, random);
        double requests = REQUESTS * traffic * Math.exp(shares[p]) / (p + 1);
        double often = rate / 1_000 * Math.exp(moods[p]) * news;
        String platform = platforms.get(p);
        long groups = poisson(requests * often * times.applyAsDouble(platform, minute), random);
        cells.add(cell(platform, Math.round(requests), groups, random));
      }
      counts.add(new FeedbackCounts("app", MODEL, BEGIN.plus(Duration.ofMinutes(minute)), cells));
    }
    return counts;
  }

  private FeedbackCounts.Cell cell(
      String platform, long requests, long groups, RandomGenerator random) {
    long reports = 0;
    for (long each = 0; each < groups; each++) {
      reports += random.nextInt(1, group + 1);
    }
    Map<FeedbackReason, Long> byReason = new EnumMap<>(FeedbackReason.class);
    byReason.put(FeedbackReason.GARBLED, Math.min(reports, requests));
    return new FeedbackCounts.Cell(platform, "*", "*", requests, byReason);
  }

  private static double wander(double before, double deviation, RandomGenerator random) {
    double kept = 1 - 1 / MINUTES_OF_MOOD;
    return kept * before + deviation * Math.sqrt(1 - kept * kept) * random.nextGaussian();
  }

  private static long poisson(double mean, RandomGenerator random) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long events = 0;
    while (product > limit) {
      product *= random.nextDouble();
      events++;
    }
    return events;
  }
}
