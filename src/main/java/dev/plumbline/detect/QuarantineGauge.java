package dev.plumbline.detect;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** {@code plumbline_probe_quarantined}: 1 for each probe in quarantine, by check. */
@Component
@ConditionalOnRole(Role.API)
class QuarantineGauge implements Collector {
  private static final String NAME = "plumbline_probe_quarantined";

  private final QuarantineView view;

  QuarantineGauge(QuarantineView view, ObjectProvider<PrometheusRegistry> registry) {
    this.view = view;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public GaugeSnapshot collect() {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name(NAME)
            .help("1 while the probe fails this check wherever it is asked and counts for nothing");
    view.holding()
        .forEach(it ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("check", it.check(), "probe", it.probe()))
                    .value(1)
                    .build()));
    return gauge.build();
  }
}
