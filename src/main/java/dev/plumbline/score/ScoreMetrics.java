package dev.plumbline.score;

import dev.plumbline.catalog.Labels;
import dev.plumbline.probe.MeasuredExchange;
import dev.plumbline.score.Scoring.Crash;
import dev.plumbline.score.Scoring.Scored;
import dev.plumbline.score.Scoring.Unscored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/**
 * Counts scoring, in the process that scores. At least once: work repeated after a crash counts
 * again here, though not in observations.
 */
final class ScoreMetrics {
  private final MeterRegistry registry;

  ScoreMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Scoring.Reason reason : Scoring.Reason.values()) {
      unscored(reason).increment(0);
    }
  }

  void count(Scoring scoring) {
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
    boolean trial = observation.reading() instanceof Reading.Trial;
    counter("plumbline.check.trials", "Exchanges a check could judge", series)
        .increment(trial ? 1 : 0);
    Counter failures = counter("plumbline.check.failures", "Trials that failed", series);
    if (observation.failed()) {
      MeasuredExchange.record(observation.exchange(), failures::increment);
    } else {
      failures.increment(0);
    }
    counter("plumbline.check.skipped", "Exchanges a check could say nothing about", series)
        .increment(trial ? 0 : 1);
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
