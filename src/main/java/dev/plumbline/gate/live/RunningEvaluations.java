package dev.plumbline.gate.live;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.PairPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which exchanges are sides of pairs, and what is kept of them. One thread uses it. */
final class RunningEvaluations implements ExchangeFollower.Listener {
  private record Wanted(Running evaluation, PairPlan plan) {
    boolean isOf(String target) {
      return target.equals(evaluation.request().candidate())
          || target.equals(evaluation.request().baseline());
    }
  }

  private final EvaluationStore evaluations;
  private final SideStore sides;
  private final PairReader reader;
  private final CatalogSource catalogs;
  private final PairNews news;
  private List<Wanted> wanted = List.of();
  private @Nullable Catalog planned;

  RunningEvaluations(
      EvaluationStore evaluations,
      SideStore sides,
      PairReader reader,
      CatalogSource catalogs,
      PairNews news) {
    this.evaluations = evaluations;
    this.news = news;
    this.sides = sides;
    this.reader = reader;
    this.catalogs = catalogs;
  }

  @Override
  public @Nullable Instant refresh() {
    Catalog catalog = catalogs.current();
    Map<String, Wanted> before = known(catalog);
    List<Wanted> now = new ArrayList<>();
    @Nullable Instant earliest = null;
    for (Running running : evaluations.running()) {
      Wanted known = before.get(running.id());
      if (known == null) {
        PairPlan.of(catalog, running.whole()).ifPresent(it -> now.add(new Wanted(running, it)));
      } else {
        now.add(known);
      }
      if (earliest == null || running.begins().isBefore(earliest)) {
        earliest = running.begins();
      }
    }
    wanted = List.copyOf(now);
    planned = catalog;
    return earliest;
  }

  /** What is planned already; a plan follows from the catalog and does not change with pairs. */
  @SuppressWarnings("ReferenceEquality") // a catalog that came into force is another object
  private Map<String, Wanted> known(Catalog current) {
    return planned == current
        ? wanted.stream().collect(Collectors.toMap(it -> it.evaluation().id(), Function.identity()))
        : Map.of();
  }

  @Override
  public boolean wants(String target) {
    return wanted.stream().anyMatch(it -> it.isOf(target));
  }

  @Override
  public void take(Exchange exchange) {
    for (Wanted each : wanted) {
      if (each.isOf(exchange.target())) {
        each.plan().number(exchange).ifPresent(number -> keep(each.evaluation(), number, exchange));
      }
    }
  }

  private void keep(Running evaluation, long number, Exchange exchange) {
    sides.add(
        evaluation.id(),
        new SideRow(
            number,
            exchange.target().equals(evaluation.request().candidate()),
            exchange.scheduledAt(),
            exchange.suite() + "/" + exchange.probe(),
            exchange.id(),
            reader.read(catalogs.current(), evaluation.policy(), exchange)));
    news.add(evaluation.id());
  }
}
