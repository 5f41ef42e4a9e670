package dev.plumbline.probe;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * {@code plumbline_probe_demands}: demands that hold, by target; 0 for a target asked as usual.
 * State, not work: the same on every replica.
 */
@Component
@ConditionalOnRole(Role.API)
class DemandGauge implements Collector {
  private static final String NAME = "plumbline_probe_demands";

  private final Supplier<Demands> demands;
  private final CatalogSource catalogs;
  private final InstantSource clock;

  DemandGauge(
      Supplier<Demands> demands,
      CatalogSource catalogs,
      InstantSource clock,
      ObjectProvider<PrometheusRegistry> registry) {
    this.demands = demands;
    this.catalogs = catalogs;
    this.clock = clock;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public GaugeSnapshot collect() {
    Instant now = clock.instant();
    Demands known = demands.get();
    // Targets of several regions may share their labels, samples may not.
    Map<Labels, Integer> holding = new LinkedHashMap<>();
    for (Target target : catalogs.current().targets()) {
      holding.merge(target.labels(), known.factor(target.name(), now) > 1 ? 1 : 0, Integer::sum);
    }
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name(NAME).help("Targets asked more often for a while");
    holding.forEach((labels, count) -> gauge.dataPoint(sample(labels, count)));
    return gauge.build();
  }

  private static GaugeDataPointSnapshot sample(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder()
        .labels(
            io.prometheus.metrics.model.snapshots.Labels.of(
                "model", labels.model(),
                "platform", labels.platform(),
                "accelerator", labels.accelerator(),
                "pool", labels.pool()))
        .value(value)
        .build();
  }
}
