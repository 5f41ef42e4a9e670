package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * {@code plumbline_incident}: 1 while an incident is open, 0 for a while after, then gone; one
 * sample a check. Read from the database at each scrape, so every replica says the same and a
 * restart says it again. Without the database it says nothing, which is not 0.
 */
@Component
@ConditionalOnRole(Role.API)
class IncidentGauge implements Collector {
  private static final String NAME = "plumbline_incident";

  private final OverviewStore incidents;
  private final InstantSource clock;
  private final Duration shownFor;

  IncidentGauge(
      OverviewStore incidents,
      InstantSource clock,
      IncidentProperties properties,
      ObjectProvider<PrometheusRegistry> registry) {
    this.incidents = incidents;
    this.clock = clock;
    this.shownFor = properties.reopenWithin();
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public GaugeSnapshot collect() {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name(NAME).help("1 while the incident is open, 0 after it ended");
    for (Overview incident : incidents.openOrEndedSince(clock.instant().minus(shownFor))) {
      incident.finding().effects().stream()
          .map(effect -> sample(incident, effect.check()))
          .forEach(gauge::dataPoint);
    }
    return gauge.build();
  }

  private static GaugeDataPointSnapshot sample(Overview incident, String check) {
    Slice suspect = incident.finding().suspect();
    return GaugeDataPointSnapshot.builder()
        .labels(
            Labels.of(
                "incident", incident.id(),
                "severity", Words.severity(incident.severity()),
                "check", check,
                "model", suspect.model(),
                "platform", suspect.platform(),
                "accelerator", suspect.accelerator(),
                "pool", suspect.pool()))
        .value(incident.lifecycle() instanceof Lifecycle.Open ? 1 : 0)
        .build();
  }
}
