package dev.plumbline.score;

import dev.plumbline.catalog.Labels;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.MeasuredExchange;
import dev.plumbline.score.Scoring.Crash;
import dev.plumbline.score.Scoring.Scored;
import dev.plumbline.score.Scoring.Unscored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Counts scoring, in the process that scores. At least once: work repeated after a crash counts
 * again here, though not in observations.
 */
final class ScoreMetrics {
  private static final String FAILURES = "Trials that failed";

  private static final Duration[] LATENCY_BOUNDS = {
    Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(2)
  };

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Timer latency;

  ScoreMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    latency =
        Timer.builder("plumbline.pipeline.latency")
            .description("From the end of an exchange to its scoring")
            .serviceLevelObjectives(LATENCY_BOUNDS)
            .register(registry);
    for (Scoring.Reason reason : Scoring.Reason.values()) {
      unscored(reason).increment(0);
    }
  }

  void count(Exchange exchange, Scoring scoring) {
    Duration since = Duration.between(exchange.sentAt().plus(exchange.duration()), clock.instant());
    // Clocks of two machines may disagree.
    latency.record(since.isNegative() ? Duration.ZERO : since);
    switch (scoring) {
      case Unscored(Scoring.Reason reason) -> unscored(reason).increment();
      case Scored scored -> {
        scored.observations().forEach(this::count);
        scored.crashes().forEach(this::count);
      }
    }
  }

  /** By zero as well, so that a rate is 0 and not absent before the first of a kind. */
  private void count(Observation observation) {
    Tags series = series(observation);
    switch (observation.reading()) {
      case Reading.Trial(boolean failed, _) -> count(series, failed, observation);
      case Reading.Compared(boolean failed, _, _, _) -> count(series, failed, observation);
      case Reading.NotATrial _ -> {
        countTrial(series, 0, 1);
        count(counter("plumbline.check.failures", FAILURES, series), false, observation);
      }
      case Reading.Score(double score, _) -> scores(series).record(score);
      case Reading.Graded(double grade, _, _) -> scores(series).record(grade);
      case Reading.Quantity _ -> {
        // Latency, which the worker that measured it exports.
      }
    }
  }

  private void count(Tags series, boolean failed, Observation observation) {
    countTrial(series, 1, 0);
    count(counter("plumbline.check.failures", FAILURES, series), failed, observation);
  }

  private static void count(Counter failures, boolean failed, Observation observation) {
    if (failed) {
      MeasuredExchange.record(observation.exchange(), failures::increment);
    } else {
      failures.increment(0);
    }
  }

  private void countTrial(Tags series, int trials, int skipped) {
    counter("plumbline.check.trials", "Exchanges a check could judge", series).increment(trials);
    counter("plumbline.check.skipped", "Exchanges a check could say nothing about", series)
        .increment(skipped);
  }

  private DistributionSummary scores(Tags series) {
    return DistributionSummary.builder("plumbline.check.score.ratio")
        .description("How right answers were, 0 to 1")
        .tags(series)
        .register(registry);
  }

  private void count(Crash crash) {
    Tags check = Tags.of("check", crash.check());
    counter("plumbline.check.crashes", "Exchanges a check broke on; dead-lettered", check)
        .increment();
  }

  private Counter unscored(Scoring.Reason reason) {
    return counter(
        "plumbline.score.unscored",
        "Exchanges no check was asked about",
        Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)));
  }

  private Counter counter(String name, String help, Tags tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }

  private static Tags series(Observation observation) {
    Labels labels = observation.labels();
    return Tags.of(
        "model", labels.model(),
        "platform", labels.platform(),
        "accelerator", labels.accelerator(),
        "pool", labels.pool(),
        "check", observation.check());
  }
}
