package dev.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.MeasuredExchange;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is recorded of an exchange names it in the OpenMetrics format. */
class ExemplarRegistryTest {
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String CLASSIC = "text/plain";

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(
          PrometheusConfig.DEFAULT, new ExemplarRegistry(), Clock.SYSTEM, new ExchangeSpan());
  private final Counter counter = meters.counter("failures");
  private final Timer timer =
      Timer.builder("duration").serviceLevelObjectives(Duration.ofSeconds(1)).register(meters);

  @Test
  void counterAndBucketNameTheExchange() {
    MeasuredExchange.record("x1", counter::increment);
    MeasuredExchange.record("x2", () -> timer.record(Duration.ofMillis(500)));

    assertThat(meters.scrape(OPEN_METRICS).lines())
        .anyMatch(line -> line.startsWith("failures_total 1.0 # {exchange_id=\"x1\"} 1.0 "))
        .anyMatch(line ->
            line.startsWith("duration_seconds_bucket{le=\"1.0\"} 1 # {exchange_id=\"x2\"} 0.5 "))
        .noneMatch(line -> line.contains("trace_id") || line.contains("span_id"));
  }

  @Test
  void soDoesAPageOfNamedMetrics() {
    MeasuredExchange.record("x1", counter::increment);

    assertThat(meters.scrape(OPEN_METRICS, Set.of("failures")))
        .contains("failures_total 1.0 # {exchange_id=\"x1\"} 1.0 ");
  }

  @Test
  void outsideAnExchangeThereIsNone() {
    counter.increment();
    timer.record(Duration.ofMillis(500));

    assertThat(meters.scrape(OPEN_METRICS)).contains("failures_total 1.0\n").doesNotContain("# {");
  }

  @Test
  void theClassicFormatHasNone() {
    MeasuredExchange.record("x1", counter::increment);

    assertThat(meters.scrape(CLASSIC)).contains("failures_total 1.0\n").doesNotContain("x1");
  }
}
