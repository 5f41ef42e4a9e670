package dev.plumbline.score;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.FaultClass;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Words;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Which faults would go unseen on which target. State, not work: the same on every replica, and
 * gone with the target. As many samples a target as there are {@link FaultClass}es, at most.
 */
@Component
@ConditionalOnRole(Role.API)
class UnseenFaultsGauge implements Collector {
  private static final String UNSEEN = "plumbline_target_unseen_faults";

  private final CatalogSource catalogs;
  private final CheckRegistry registry;
  private volatile @Nullable Told last;

  /** It follows from the catalog alone, so it is made once for each. */
  private record Told(String version, GaugeSnapshot gauge) {}

  UnseenFaultsGauge(
      CatalogSource catalogs, CheckRegistry registry, ObjectProvider<PrometheusRegistry> metrics) {
    this.catalogs = catalogs;
    this.registry = registry;
    metrics.ifAvailable(available -> available.register(this));
  }

  @Override
  public MetricSnapshot collect() {
    Catalog current = catalogs.current();
    Told told = last;
    if (told == null || !told.version().equals(current.version())) {
      told = new Told(current.version(), gauge(current));
      last = told;
    }
    return told.gauge();
  }

  /** Targets of several regions may share their labels: what one of them cannot show is told. */
  private GaugeSnapshot gauge(Catalog catalog) {
    Map<Labels, Set<FaultClass>> unseen = new LinkedHashMap<>();
    for (Target target : catalog.targets()) {
      unseen
          .computeIfAbsent(target.labels(), _ -> EnumSet.noneOf(FaultClass.class))
          .addAll(UnseenFaults.of(catalog, target, registry));
    }
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name(UNSEEN)
            .help("1 for each class of faults that nothing asked of the target is meant to see");
    unseen.forEach(
        (labels, faults) -> faults.forEach(fault -> gauge.dataPoint(sample(labels, fault))));
    return gauge.build();
  }

  private static GaugeDataPointSnapshot sample(Labels labels, FaultClass fault) {
    return GaugeDataPointSnapshot.builder()
        .labels(
            io.prometheus.metrics.model.snapshots.Labels.of(
                "model", labels.model(),
                "platform", labels.platform(),
                "accelerator", labels.accelerator(),
                "pool", labels.pool(),
                "fault", Words.of(fault)))
        .value(1)
        .build();
  }
}
