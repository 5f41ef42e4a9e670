package dev.plumbline.app;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.ApprovedReferences;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How old the references in force are, and when they expire. A target without one has no sample:
 * what is compared with nothing is absent, not young.
 */
@Component
@ConditionalOnRole(Role.API)
class ReferenceMetrics implements MultiCollector {
  private static final String AGE = "plumbline_reference_age_seconds";
  private static final String EXPIRY = "plumbline_reference_expiry_timestamp_seconds";

  private final ApprovedReferences references;
  private final CatalogSource catalog;
  private final InstantSource clock;

  ReferenceMetrics(
      ApprovedReferences references,
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
    return new MetricSnapshots(
        gauge(
            AGE,
            "Time since the reference in force was captured",
            target ->
                references
                    .of(target)
                    .map(it -> it.reference().provenance().until())
                    .map(captured -> seconds(Duration.between(captured, clock.instant())))),
        gauge(
            EXPIRY,
            "When the reference in force ends to be",
            target ->
                references
                    .expiresAt(target)
                    .map(at -> seconds(Duration.between(Instant.EPOCH, at)))));
  }

  private GaugeSnapshot gauge(
      String name, String help, Function<String, Optional<Double>> ofTarget) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (Target target : catalog.current().targets()) {
      ofTarget.apply(target.name()).ifPresent(value -> gauge.dataPoint(sample(target, value)));
    }
    return gauge.build();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static GaugeDataPointSnapshot sample(Target target, double value) {
    return GaugeDataPointSnapshot.builder()
        .labels(
            Labels.of(
                "model", target.labels().model(),
                "platform", target.labels().platform(),
                "accelerator", target.labels().accelerator(),
                "pool", target.labels().pool()))
        .value(value)
        .build();
  }
}
