package dev.plumbline.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeMetricsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CurrentCatalog catalogs = new CurrentCatalog(catalog("m"));
  private final ProbeMetrics metrics = new ProbeMetrics(registry, catalogs);

  @Test
  void namesAndLabelsAreThoseOfTheArchitecture() {
    assertThat(registry.scrape().lines()).contains("plumbline_probe_publish_failures_total 0.0");
    metrics.follow(catalogs.current());
    metrics.sending(catalogs.current().targets().getFirst().labels(), Duration.ofMillis(5));
    metrics.published(ExchangeJsonTest.Exchanges.with(new Outcome.TimedOut("total"), null));
    metrics.skipped(Skip.BUDGET, Map.of("m", 3L, "unknown", 9L));
    metrics.lost(Map.of("m", 2L));
    metrics.notPublished();

    String labels = "accelerator=\"tpu\",model=\"m\",";
    String rest = "platform=\"api\",pool=\"main\"";
    assertThat(registry.scrape().lines())
        .contains(
            "plumbline_probe_runs_total{%soutcome=\"timeout\",%s} 1.0".formatted(labels, rest),
            "plumbline_probe_failures_total{accelerator=\"tpu\",cause=\"timeout\",model=\"m\",%s} 1.0"
                .formatted(rest),
            "plumbline_probe_runs_total{%soutcome=\"skipped\",%s} 3.0".formatted(labels, rest),
            "plumbline_probe_runs_total{%soutcome=\"lost\",%s} 2.0".formatted(labels, rest),
            "plumbline_probe_runs_total{%soutcome=\"answered\",%s} 0.0".formatted(labels, rest),
            "plumbline_probe_duration_seconds_bucket{%s%s,le=\"0.25\"} 1".formatted(labels, rest),
            "plumbline_probe_time_to_first_token_seconds_count{%s%s} 1".formatted(labels, rest),
            "plumbline_probe_schedule_delay_seconds_bucket{%s%s,le=\"0.01\"} 1"
                .formatted(labels, rest),
            "plumbline_probe_last_run_timestamp_seconds{%s%s} 1.77235921777E9"
                .formatted(labels, rest),
            "plumbline_probe_publish_failures_total 1.0");
  }

  @Test
  void metersComeAndGoWithTheirTargets() {
    metrics.follow(catalog("m", "n"));
    assertThat(registry.scrape()).contains("model=\"m\"", "model=\"n\"");

    metrics.follow(catalog("n"));
    metrics.published(ExchangeJsonTest.Exchanges.with(new Outcome.TimedOut("total"), null));

    assertThat(registry.scrape()).contains("model=\"n\"").doesNotContain("model=\"m\"");
  }

  @Test
  void failuresGoWithTheirTarget() {
    metrics.follow(catalog("m"));
    metrics.published(ExchangeJsonTest.Exchanges.with(new Outcome.TimedOut("total"), null));
    assertThat(registry.scrape()).contains("cause=\"timeout\"");

    metrics.follow(catalog("n"));

    assertThat(registry.scrape()).doesNotContain("cause=\"timeout\"");
  }

  /** A clock that was an hour ahead for a moment must not hide for an hour that nothing comes. */
  @Test
  void theLastRunIsTheLastAndNotTheLatest() {
    metrics.follow(catalog("m"));
    for (Instant sent : List.of(NOON.plus(Duration.ofHours(1)), NOON)) {
      metrics.published(ExchangeJsonTest.Exchanges.with(new Outcome.TimedOut("total"), null, sent));
    }

    assertThat(registry.get("plumbline.probe.last.run.timestamp").timeGauge().value(SECONDS))
        .isEqualTo((double) NOON.getEpochSecond());
  }

  /** By a clock that was set back while it waited a slot is sent before it is due. */
  @Test
  void aDelayIsNeverNegative() {
    metrics.follow(catalog("m"));
    Labels labels = catalogs.current().targets().getFirst().labels();
    metrics.sending(labels, Duration.ofHours(-1));
    metrics.sending(labels, Duration.ofSeconds(2));

    Timer delay = registry.get("plumbline.probe.schedule.delay").timer();
    assertThat(delay.count()).isEqualTo(2);
    assertThat(delay.totalTime(SECONDS)).isEqualTo(2);
  }

  private static Catalog catalog(String... targets) {
    return Catalogs.of(
        Catalogs.suite(1),
        Arrays.stream(targets)
            .map(name -> Catalogs.target(name, Catalogs.budget(Duration.ofSeconds(1))))
            .toArray(Target[]::new));
  }
}
