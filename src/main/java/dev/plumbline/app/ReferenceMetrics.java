package dev.plumbline.app;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.References;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How old the references in force are. A target without one has no sample: what is compared with
 * nothing is absent, not young.
 */
@Component
@ConditionalOnRole(Role.API)
class ReferenceMetrics implements MultiCollector {
  private final References references;
  private final CatalogSource catalog;
  private final InstantSource clock;

  ReferenceMetrics(
      References references,
      CatalogSource catalog,
      InstantSource clock,
      ObjectProvider<PrometheusRegistry> registry) {
    this.references = references;
    this.catalog = catalog;
    this.clock = clock;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public MetricSnapshots collect() {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("plumbline_reference_age_seconds")
            .help("Time since the reference in force was captured");
    for (Target target : catalog.current().targets()) {
      references
          .of(target.name())
          .ifPresent(it ->
              gauge.dataPoint(
                  sample(
                      target,
                      Duration.between(it.reference().provenance().until(), clock.instant()))));
    }
    return new MetricSnapshots(gauge.build());
  }

  private static GaugeDataPointSnapshot sample(Target target, Duration age) {
    return GaugeDataPointSnapshot.builder()
        .labels(
            Labels.of(
                "model", target.labels().model(),
                "platform", target.labels().platform(),
                "accelerator", target.labels().accelerator(),
                "pool", target.labels().pool()))
        .value(age.toMillis() / 1000.0)
        .build();
  }
}
