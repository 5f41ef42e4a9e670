package dev.plumbline.gate.protocol;

import dev.plumbline.gate.protocol.GateMetricsStore.Ended;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How evaluations ended, counted by the database: every replica says the same. */
@Component
@ConditionalOnRole(Role.API)
class GateEvaluationsCounter implements Collector {
  private static final String NAME = "plumbline_gate_evaluations";

  private final Supplier<List<Ended>> ended;

  @Autowired
  GateEvaluationsCounter(GateMetricsStore store, ObjectProvider<PrometheusRegistry> registry) {
    this(store::ended);
    registry.ifAvailable(available -> available.register(this));
  }

  GateEvaluationsCounter(Supplier<List<Ended>> ended) {
    this.ended = ended;
  }

  @Override
  public CounterSnapshot collect() {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(NAME).help("Evaluations of a gate that have ended");
    ended
        .get()
        .forEach(each ->
            counter.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of("gate", each.gate(), "verdict", each.verdict()))
                    .value((double) each.count())
                    .build()));
    return counter.build();
  }
}
