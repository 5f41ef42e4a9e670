package dev.plumbline.app;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.SeriesOnsets;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Where every series stands. State, not work: the same on every replica, read from the evidence
 * topic and the database at each scrape. Only series of the catalog in force are told, so removed
 * targets disappear; pooled series carry {@value Slice#ANY}. Nothing is told before all is loaded.
 */
@Component
@ConditionalOnRole(Role.API)
class StateMetrics implements MultiCollector {
  private static final String RATIO = "plumbline_evidence_ratio";
  private static final String REGRESSION = "plumbline_regression";
  private static final String ONSET = "plumbline_regression_onset_timestamp_seconds";
  private static final String PROGRESS = "plumbline_detect_progress_timestamp_seconds";
  private static final String TARGET = "plumbline_target_info";

  private final StateMetricsSeries series;
  private final SeriesOnsets onsets;
  private final CatalogSource catalog;

  StateMetrics(
      StateMetricsSeries series,
      SeriesOnsets onsets,
      CatalogSource catalog,
      ObjectProvider<PrometheusRegistry> registry) {
    this.series = series;
    this.onsets = onsets;
    this.catalog = catalog;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public MetricSnapshots collect() {
    if (!series.loaded()) {
      return new MetricSnapshots();
    }
    Catalog current = catalog.current();
    Collection<Evidence> watched = series.all();
    return new MetricSnapshots(
        ratios(watched),
        regressions(watched),
        onsets(watched),
        progress(watched),
        targets(current));
  }

  private static GaugeSnapshot ratios(Collection<Evidence> watched) {
    GaugeSnapshot.Builder gauge =
        gauge(RATIO, "Evidence of a regression, ln M / ln A; the series pages at 1");
    watched.forEach(evidence ->
        gauge.dataPoint(
            sample(
                labels(evidence.series()), evidence.logEvidence() / evidence.logPageThreshold())));
    return gauge.build();
  }

  private static GaugeSnapshot regressions(Collection<Evidence> watched) {
    GaugeSnapshot.Builder gauge =
        gauge(REGRESSION, "1 at the severity the series stands at, latched until positive health");
    for (Evidence evidence : watched) {
      Labels labels = labels(evidence.series());
      gauge
          .dataPoint(
              sample(
                  labels.merge(Labels.of("severity", "page")),
                  evidence.level() == Evidence.Level.PAGE ? 1 : 0))
          .dataPoint(
              sample(
                  labels.merge(Labels.of("severity", "ticket")),
                  evidence.level() == Evidence.Level.TICKET ? 1 : 0));
    }
    return gauge.build();
  }

  private GaugeSnapshot onsets(Collection<Evidence> watched) {
    GaugeSnapshot.Builder gauge = gauge(ONSET, "Likeliest start of the regression");
    Map<SeriesKey, Instant> known = onsets.current();
    for (Evidence evidence : watched) {
      Instant onset = known.get(evidence.series());
      if (onset != null && evidence.level() != Evidence.Level.QUIET) {
        gauge.dataPoint(sample(labels(evidence.series()), onset.toEpochMilli() / 1000.0));
      }
    }
    return gauge.build();
  }

  /** All series of a check are on one partition, so its newest trial tells how far it is. */
  private static GaugeSnapshot progress(Collection<Evidence> watched) {
    Map<String, Instant> newest = new TreeMap<>();
    watched.forEach(evidence ->
        newest.merge(
            evidence.series().check(),
            evidence.at(),
            (one, other) -> one.isAfter(other) ? one : other));
    GaugeSnapshot.Builder gauge =
        gauge(PROGRESS, "Scheduled time of the newest trial that is in the evidence");
    newest.forEach((check, at) ->
        gauge.dataPoint(sample(Labels.of("check", check), at.toEpochMilli() / 1000.0)));
    return gauge.build();
  }

  private static GaugeSnapshot targets(Catalog catalog) {
    GaugeSnapshot.Builder gauge = gauge(TARGET, "A target of the catalog in force; always 1");
    for (Target target : catalog.targets()) {
      gauge.dataPoint(
          sample(
              labels(Slice.leaf(target.labels()))
                  .merge(Labels.of("build", target.build() == null ? "" : target.build())),
              1));
    }
    return gauge.build();
  }

  private static GaugeSnapshot.Builder gauge(String name, String help) {
    return GaugeSnapshot.builder().name(name).help(help);
  }

  private static GaugeDataPointSnapshot sample(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static Labels labels(SeriesKey key) {
    return labels(key.slice()).merge(Labels.of("check", key.check()));
  }

  private static Labels labels(Slice slice) {
    return Labels.of(
        "model", slice.model(),
        "platform", slice.platform(),
        "accelerator", slice.accelerator(),
        "pool", slice.pool());
  }
}
