package dev.plumbline.gate.protocol;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Target;
import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where gates stand. Read from the database at each scrape, so every
 * replica says the same; without the database it says nothing, which is no verdict.
 */
@Component
@ConditionalOnRole(Role.API)
class GateMetrics implements Collector {
  private static final String VERDICT = "plumbline_gate_verdict";
  private static final Duration SHOWN = Duration.ofDays(30);

  private final Gates gates;
  private final CatalogSource catalogs;
  private final InstantSource clock;

  @Autowired
  GateMetrics(
      Gates gates,
      CatalogSource catalogs,
      InstantSource clock,
      ObjectProvider<PrometheusRegistry> registry) {
    this(gates, catalogs, clock);
    registry.ifAvailable(available -> available.register(this));
  }

  GateMetrics(Gates gates, CatalogSource catalogs, InstantSource clock) {
    this.gates = gates;
    this.catalogs = catalogs;
    this.clock = clock;
  }

  @Override
  public GaugeSnapshot collect() {
    return verdicts();
  }

  /** Candidates that the catalog no longer knows are not told: there is nothing to roll out to. */
  GaugeSnapshot verdicts() {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name(VERDICT)
            .help("1 where the gate is open to the candidate's newest build, 0 FAIL, -1 otherwise");
    Instant now = clock.instant();
    for (Evaluation evaluation : gates.newestOfEach(now.minus(SHOWN))) {
      sample(evaluation, now).ifPresent(gauge::dataPoint);
    }
    return gauge.build();
  }

  private Optional<GaugeDataPointSnapshot> sample(Evaluation evaluation, Instant now) {
    return catalogs
        .current()
        .target(evaluation.request().candidate())
        .map(Target::labels)
        .map(labels ->
            GaugeDataPointSnapshot.builder()
                .labels(
                    Labels.of(
                        "gate", evaluation.request().gate(),
                        "model", labels.model(),
                        "platform", labels.platform(),
                        "accelerator", labels.accelerator(),
                        "pool", labels.pool()))
                .value(value(evaluation, now))
                .build());
  }

  static int value(Evaluation evaluation, Instant now) {
    return evaluation.opens(now) ? 1 : "fail".equals(evaluation.verdict()) ? 0 : -1;
  }
}
