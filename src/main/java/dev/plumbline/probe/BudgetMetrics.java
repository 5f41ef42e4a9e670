package dev.plumbline.probe;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How often targets are asked by plan, what they may cost a day and what they have cost today.
 * State, not work: the same on every replica. Without the database it says nothing.
 */
@Component
@ConditionalOnRole(Role.API)
class BudgetMetrics implements MultiCollector {
  private static final String INTERVAL = "plumbline_probe_interval_seconds";
  private static final String BUDGET = "plumbline_probe_budget_requests";
  private static final String PAUSED = "plumbline_probe_paused";
  private static final String USED = "plumbline_probe_budget_used_requests";

  private final SlotHistory history;
  private final CatalogSource catalogs;
  private final InstantSource clock;

  BudgetMetrics(
      SlotHistory history,
      CatalogSource catalogs,
      InstantSource clock,
      ObjectProvider<PrometheusRegistry> registry) {
    this.history = history;
    this.catalogs = catalogs;
    this.clock = clock;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public MetricSnapshots collect() {
    Map<String, Spending> spent = history.spendingAt(clock.instant());
    Courtesy courtesy = catalogs.current().manners();
    Instant now = clock.instant();
    return new MetricSnapshots(
        gauge(
            INTERVAL,
            "Mean time between two slots of the target, without demands; absent while it is not"
                + " asked at all",
            target -> !courtesy.excuses(target, now),
            target -> seconds(target.budget()),
            Math::max),
        gauge(
            PAUSED,
            "1 while the target is not asked: maintenance, or draining",
            target -> courtesy.pauses(target, now),
            _ -> 1,
            Math::max),
        gauge(
            BUDGET,
            "Requests the target may be sent in a UTC day",
            target -> target.budget().requestsPerDay(),
            Double::sum),
        gauge(
            USED,
            "Requests of this UTC day that were claimed",
            target ->
                spent.getOrDefault(target.name(), Spending.NOTHING).day().counted().requests(),
            Double::sum));
  }

  private static double seconds(Budget budget) {
    return budget.interval().toMillis() / 1000.0;
  }

  private GaugeSnapshot gauge(
      String name, String help, ToDoubleFunction<Target> value, BinaryOperator<Double> join) {
    return gauge(name, help, _ -> true, value, join);
  }

  /** Targets of several regions may share their labels, samples may not. */
  private GaugeSnapshot gauge(
      String name,
      String help,
      Predicate<Target> of,
      ToDoubleFunction<Target> value,
      BinaryOperator<Double> join) {
    Map<Labels, Double> values = new LinkedHashMap<>();
    catalogs.current().probed().stream()
        .filter(of)
        .forEach(target -> values.merge(target.labels(), value.applyAsDouble(target), join));
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    values.forEach((labels, sum) -> gauge.dataPoint(sample(labels, sum)));
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
