package dev.plumbline.score;

import dev.plumbline.catalog.Labels;
import dev.plumbline.score.Scoring.Crash;
import dev.plumbline.score.Scoring.Scored;
import dev.plumbline.score.Scoring.Unscored;
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
  }

  void count(Scoring scoring) {
    switch (scoring) {
      case Unscored(Scoring.Reason reason) ->
          count(
              "plumbline.exchanges.unscored",
              Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)));
      case Scored scored -> {
        scored.observations().forEach(this::count);
        scored.crashes().forEach(this::count);
      }
    }
  }

  private void count(Observation observation) {
    Tags series = series(observation);
    switch (observation.reading()) {
      case Reading.Trial trial -> {
        count("plumbline.check.trials", series);
        // By zero as well, so that a failure rate is 0 and not absent before the first failure.
        registry.counter("plumbline.check.failures", series).increment(trial.failed() ? 1 : 0);
      }
      case Reading.NotATrial _ -> count("plumbline.check.skipped", series);
    }
  }

  private void count(Crash crash) {
    count("plumbline.check.crashes", Tags.of("check", crash.check()));
  }

  private void count(String name, Tags tags) {
    registry.counter(name, tags).increment();
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
