package dev.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Evidence.Level;
import dev.plumbline.detect.SeriesKey;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class StateMetricsTest {
  private static final SeriesKey LEAF = SeriesKey.parse("argmax|opus-4/direct/tpu/tpu-a");
  private static final SeriesKey POOLED = SeriesKey.parse("argmax|*/*/tpu/*");
  private static final Instant ONSET = Instant.parse("2026-11-23T12:00:00Z");

  private record Series(boolean loaded, Collection<Evidence> all) implements StateMetricsSeries {}

  private static Evidence evidence(SeriesKey series, Level level, double ratio) {
    return new Evidence(
        series, ONSET, 1_000, 4, 1e-4, ratio * 16, 16, 12, level, null, 7, DetectorState.START);
  }

  private static Catalog catalog() {
    Target target =
        new Target(
            "opus",
            new Labels("opus-4", "direct", "tpu", "tpu-a"),
            null,
            "b42",
            WireFormat.OPENAI_CHAT,
            URI.create("http://127.0.0.1:1/"),
            "opus-4",
            null,
            List.of(),
            8192,
            Set.of(),
            null,
            new Budget(Duration.ofMinutes(1), 1, Duration.ofSeconds(30), 1440, 0, 1),
            List.of());
    return new Catalog(
        "1",
        List.of(target),
        List.of(),
        new DetectionPolicy(
            1, 1, .2, null, Duration.ofMinutes(1), Duration.ofMinutes(1), Map.of()));
  }

  private static String scrape(boolean loaded) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("registry", registry);
    StateMetrics metrics =
        new StateMetrics(
            new Series(
                loaded,
                List.of(evidence(LEAF, Level.PAGE, 1.25), evidence(POOLED, Level.QUIET, 0.5))),
            () -> Map.of(LEAF, ONSET, POOLED, ONSET),
            StateMetricsTest::catalog,
            beans.getBeanProvider(PrometheusRegistry.class));
    assertThat(metrics.collect()).isNotNull();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A quiet series has no onset, a pooled one carries stars. */
  @Test
  void tellsWhereEverySeriesStands() throws IOException {
    String leaf = "accelerator=\"tpu\",%smodel=\"opus-4\",platform=\"direct\",pool=\"tpu-a\"";
    String pooled = "accelerator=\"tpu\",check=\"argmax\",model=\"*\",platform=\"*\",pool=\"*\"";
    String watched = leaf.formatted("check=\"argmax\",");

    assertThat(scrape(true).lines().filter(line -> !line.startsWith("#")))
        .containsExactlyInAnyOrder(
            "plumbline_detect_progress_timestamp_seconds{check=\"argmax\"} 1.7954352E9",
            "plumbline_evidence_ratio{" + watched + "} 1.25",
            "plumbline_evidence_ratio{" + pooled + "} 0.5",
            "plumbline_regression{" + watched + ",severity=\"page\"} 1.0",
            "plumbline_regression{" + watched + ",severity=\"ticket\"} 0.0",
            "plumbline_regression{" + pooled + ",severity=\"page\"} 0.0",
            "plumbline_regression{" + pooled + ",severity=\"ticket\"} 0.0",
            "plumbline_regression_onset_timestamp_seconds{" + watched + "} 1.7954352E9",
            "plumbline_target_info{" + leaf.formatted("build=\"b42\",") + "} 1.0");
  }

  @Test
  void saysNothingBeforeAllIsLoaded() throws IOException {
    assertThat(scrape(false)).isEmpty();
  }
}
