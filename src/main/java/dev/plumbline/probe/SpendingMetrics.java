package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Target;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tokens and money of each target and of the fleet, in the UTC hour and day under way: what counts
 * against the budgets, what of it is only reserved, and the limits, where there are any. State, not
 * work: the same on every replica. Money is told only of targets that have a price, and the fleet's
 * is known only where the fleet has a budget.
 */
@Component
@ConditionalOnRole(Role.API)
class SpendingMetrics implements MultiCollector {
  private static final double NANO = 1e-9;

  /** What is counted, and the names of its limit, of what counts against it and is reserved. */
  private record Unit(
      ToLongFunction<Spent> amount, double scale, String limit, String used, String reserved) {}

  /** One whose spending is told, with its labels but for the window. */
  private record Spender(Labels labels, Allowance limits, Spending spending) {}

  private static final Unit TOKENS =
      new Unit(
          Spent::tokens,
          1,
          "plumbline_probe_budget_tokens",
          "plumbline_probe_budget_used_tokens",
          "plumbline_probe_budget_reserved_tokens");
  private static final Unit DOLLARS =
      new Unit(
          Spent::nanoUsd,
          NANO,
          "plumbline_probe_budget_usd",
          "plumbline_probe_budget_used_usd",
          "plumbline_probe_budget_reserved_usd");
  private static final Unit FLEET_REQUESTS =
      new Unit(
          Spent::requests,
          1,
          "plumbline_fleet_budget_requests",
          "plumbline_fleet_budget_used_requests",
          "plumbline_fleet_budget_reserved_requests");
  private static final Unit FLEET_TOKENS =
      new Unit(
          Spent::tokens,
          1,
          "plumbline_fleet_budget_tokens",
          "plumbline_fleet_budget_used_tokens",
          "plumbline_fleet_budget_reserved_tokens");
  private static final Unit FLEET_DOLLARS =
      new Unit(
          Spent::nanoUsd,
          NANO,
          "plumbline_fleet_budget_usd",
          "plumbline_fleet_budget_used_usd",
          "plumbline_fleet_budget_reserved_usd");

  private final SlotHistory history;
  private final CatalogSource catalogs;
  private final InstantSource clock;

  SpendingMetrics(
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
    Catalog catalog = catalogs.current();
    List<Target> targets = catalog.probed();
    List<MetricSnapshot> told = new ArrayList<>();
    told.addAll(of(TOKENS, spenders(targets, spent)));
    told.addAll(
        of(DOLLARS, spenders(targets.stream().filter(it -> it.price() != null).toList(), spent)));
    Allowance fleet = Allowance.of(catalog.manners().budget());
    if (!fleet.equals(Allowance.UNLIMITED)) {
      List<Spender> one =
          List.of(
              new Spender(
                  Labels.EMPTY, fleet, spent.getOrDefault(Spending.FLEET, Spending.NOTHING)));
      for (Unit unit : List.of(FLEET_REQUESTS, FLEET_TOKENS, FLEET_DOLLARS)) {
        told.addAll(of(unit, one));
      }
    }
    return new MetricSnapshots(told);
  }

  private static List<Spender> spenders(List<Target> targets, Map<String, Spending> spent) {
    return targets.stream()
        .map(target ->
            new Spender(
                Labels.of(
                    "model", target.labels().model(),
                    "platform", target.labels().platform(),
                    "accelerator", target.labels().accelerator(),
                    "pool", target.labels().pool()),
                Allowance.of(target),
                spent.getOrDefault(target.name(), Spending.NOTHING)))
        .toList();
  }

  private static List<MetricSnapshot> of(Unit unit, List<Spender> spenders) {
    return List.of(
        gauge(
            unit.limit(),
            "The most that may be spent in the window; absent where nothing is said",
            unit,
            spenders,
            it -> it.limits().hour(),
            it -> it.limits().day()),
        gauge(
            unit.used(),
            "What counts against the budget: used, or reserved at its worst and not told",
            unit,
            spenders,
            it -> it.spending().hour().counted(),
            it -> it.spending().day().counted()),
        gauge(
            unit.reserved(),
            "What of it claims hold that have no end yet",
            unit,
            spenders,
            it -> it.spending().hour().reserved(),
            it -> it.spending().day().reserved()));
  }

  /** Targets of several regions may share their labels, samples may not: they are added up. */
  private static GaugeSnapshot gauge(
      String name,
      String help,
      Unit unit,
      List<Spender> spenders,
      Function<Spender, Spent> hour,
      Function<Spender, Spent> day) {
    Map<Labels, Double> values = new LinkedHashMap<>();
    for (Spender spender : spenders) {
      add(values, spender.labels(), "hour", unit, hour.apply(spender));
      add(values, spender.labels(), "day", unit, day.apply(spender));
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    values.forEach((labels, value) ->
        gauge.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return gauge.build();
  }

  private static void add(
      Map<Labels, Double> values, Labels labels, String window, Unit unit, Spent spent) {
    long amount = unit.amount().applyAsLong(spent);
    if (amount != Long.MAX_VALUE) {
      values.merge(labels.merge(Labels.of("window", window)), amount * unit.scale(), Double::sum);
    }
  }
}
