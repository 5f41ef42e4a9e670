package dev.plumbline.catalog;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** How finding targets goes, by source; a source that is no longer wanted is gone. */
final class DiscoveryMetrics implements MultiCollector {
  private final ReloadingCatalog catalog;

  DiscoveryMetrics(ReloadingCatalog catalog, ObjectProvider<PrometheusRegistry> registry) {
    this.catalog = catalog;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public MetricSnapshots collect() {
    return new MetricSnapshots(
        gauge(
            "plumbline_catalog_discovery_success",
            "1 if all that is found is in force, 0 if something of it is refused or unreadable",
            status -> status.failingSince() == null ? 1 : 0),
        gauge(
            "plumbline_catalog_discovery_targets",
            "Targets in force that were found there",
            DiscoveryStatus::targets),
        gauge(
            "plumbline_catalog_discovery_last_good_timestamp_seconds",
            "When all that was found was last in force; 0 before the first time",
            status -> seconds(status.lastGoodAt())));
  }

  private GaugeSnapshot gauge(String name, String help, ToDoubleFunction<DiscoveryStatus> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (DiscoveryStatus status : catalog.status().discovery()) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of("source", status.source()))
              .value(value.applyAsDouble(status))
              .build());
    }
    return gauge.build();
  }

  private static double seconds(@Nullable Instant instant) {
    return instant == null ? 0 : instant.toEpochMilli() / 1000.0;
  }
}
