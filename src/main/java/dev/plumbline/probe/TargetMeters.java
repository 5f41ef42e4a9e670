package dev.plumbline.probe;

import dev.plumbline.catalog.Labels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The meters of one target. */
final class TargetMeters {
  /** Words of the outcomes an exchange can have, and of slots that never became one. */
  private static final List<String> OUTCOMES =
      List.of(
          "answered",
          "refused",
          "throttled",
          "target_error",
          "prober_error",
          "timeout",
          "skipped",
          "lost");

  private final MeterRegistry registry;
  private final Map<String, Counter> runs;

  /** Made when they first count: most targets never know most causes. */
  private final Map<Cause, Counter> failures = new ConcurrentHashMap<>();

  private final Tags tags;
  private final Map<Skip, Counter> skips;
  private final Timer duration;
  private final Timer timeToFirstToken;
  private final Timer scheduleDelay;
  private final AtomicLong lastRunMillis = new AtomicLong();
  private final TimeGauge lastRun;

  TargetMeters(MeterRegistry registry, Labels labels) {
    this.registry = registry;
    tags =
        Tags.of(
            "model", labels.model(),
            "platform", labels.platform(),
            "accelerator", labels.accelerator(),
            "pool", labels.pool());
    runs =
        OUTCOMES.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), word -> runs(tags, word)));
    skips =
        Arrays.stream(Skip.values())
            .collect(
                Collectors.toUnmodifiableMap(Function.identity(), why -> skips(tags, why.word())));
    duration =
        timer("plumbline.probe.duration", "From sending to the end", tags, 250, 1000, 4000, 16000);
    timeToFirstToken =
        timer(
            "plumbline.probe.time.to.first.token",
            "From sending to the first token of a streamed answer",
            tags,
            100,
            400,
            1600,
            6400);
    scheduleDelay =
        timer(
            "plumbline.probe.schedule.delay",
            "From the planned instant to sending",
            tags,
            10,
            100,
            1000,
            10000);
    lastRun =
        TimeGauge.builder(
                "plumbline.probe.last.run.timestamp",
                lastRunMillis,
                TimeUnit.MILLISECONDS,
                AtomicLong::get)
            .description("When the last published exchange was sent; 0 before the first")
            .tags(tags)
            .register(registry);
  }

  /** Before it was due only by a clock that was set back while it waited. */
  void sending(Duration delay) {
    scheduleDelay.record(delay.isNegative() ? Duration.ZERO : delay);
  }

  void published(Exchange exchange) {
    count(exchange.outcome().word(), 1);
    Cause cause = exchange.outcome().why();
    if (cause != null) {
      failures.computeIfAbsent(cause, this::failures).increment();
    }
    duration.record(exchange.duration());
    if (exchange.timeToFirstToken() != null) {
      timeToFirstToken.record(exchange.timeToFirstToken());
    }
    // Not the latest of all: a clock that was ahead for a moment must not hide what is stale later.
    lastRunMillis.set(exchange.sentAt().toEpochMilli());
  }

  void count(String outcome, long slots) {
    Counter counter = runs.get(outcome);
    if (counter == null) {
      throw new IllegalArgumentException("no such outcome: " + outcome);
    }
    counter.increment((double) slots);
  }

  /** Slots that were never sent, and why. */
  void skipped(Skip why, long slots) {
    Objects.requireNonNull(skips.get(why)).increment((double) slots);
  }

  void remove() {
    Stream.of(
            runs.values().stream(),
            skips.values().stream(),
            failures.values().stream(),
            Stream.<Meter>of(duration, timeToFirstToken, scheduleDelay, lastRun))
        .flatMap(meters -> meters)
        .forEach(registry::remove);
  }

  private Counter runs(Tags tags, String outcome) {
    return Counter.builder("plumbline.probe.runs")
        .description("Slots by what became of them")
        .tags(tags.and("outcome", outcome))
        .register(registry);
  }

  private Counter failures(Cause cause) {
    return Counter.builder("plumbline.probe.failures")
        .description("Exchanges that are no answer, by why")
        .tags(tags.and("cause", cause.name().toLowerCase(Locale.ROOT)))
        .register(registry);
  }

  private Counter skips(Tags tags, String why) {
    return Counter.builder("plumbline.probe.slots.skipped")
        .description("Slots that were never sent, by why")
        .tags(tags.and("reason", why))
        .register(registry);
  }

  private Timer timer(String name, String description, Tags tags, long... bucketMillis) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(
            Arrays.stream(bucketMillis).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
        .register(registry);
  }
}
