package dev.plumbline.incident.drill;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How the self-test fares, read from the database at each scrape; nothing where there is none. */
@Component
@ConditionalOnRole(Role.API)
class DrillMetrics implements MultiCollector {
  private static final String LAST = "plumbline_selftest_last_detection_timestamp_seconds";
  private static final String DELAY = "plumbline_selftest_detection_delay_probes";
  private static final String DUE = "plumbline_selftest_due_timestamp_seconds";

  private final Drills drills;

  DrillMetrics(Drills drills, ObjectProvider<PrometheusRegistry> registry) {
    this.drills = drills;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public MetricSnapshots collect() {
    Optional<Drills.Report> report = drills.report();
    return report.isEmpty()
        ? new MetricSnapshots()
        : new MetricSnapshots(
            gauge(
                LAST,
                "Scheduled time of the probe that detected the drill's newest fault",
                report.get(),
                it -> it.newest() == null ? null : seconds(it.newest().at())),
            gauge(
                DELAY,
                "Probes of the drill from the beginning of that fault to that one",
                report.get(),
                it -> it.newest() == null ? null : (double) it.newest().probes()),
            gauge(
                DUE,
                "When the next fault of the drill must have been detected at the latest",
                report.get(),
                it -> seconds(it.due())));
  }

  private static GaugeSnapshot gauge(
      String name,
      String help,
      Drills.Report report,
      Function<Drills.Standing, @Nullable Double> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (Drills.Standing standing : report.standings()) {
      @Nullable Double known = value.apply(standing);
      if (known != null) {
        gauge.dataPoint(
            GaugeDataPointSnapshot.builder()
                .labels(Labels.of("check", standing.check()))
                .value(known)
                .build());
      }
    }
    return gauge.build();
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
