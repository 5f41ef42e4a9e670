package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The work metrics of probing. A target has its meters while it is in the catalog. */
final class ProbeMetrics {
  private final MeterRegistry registry;
  private final CatalogSource catalogs;
  private final Counter publishFailures;
  private final Map<Labels, TargetMeters> meters = new ConcurrentHashMap<>();

  ProbeMetrics(MeterRegistry registry, CatalogSource catalogs) {
    this.registry = registry;
    this.catalogs = catalogs;
    // From the start, so that the first failure is seen to be one.
    publishFailures =
        Counter.builder("plumbline.probe.publish.failures")
            .description("Exchanges that could not be published")
            .register(registry);
  }

  /** Makes the meters of new targets, so that counts start at 0, and removes those of old ones. */
  void follow(Catalog catalog) {
    Set<Labels> current =
        catalog.probed().stream().map(Target::labels).collect(Collectors.toUnmodifiableSet());
    meters.forEach((labels, of) -> {
      if (!current.contains(labels)) {
        meters.remove(labels);
        of.remove();
      }
    });
    current.forEach(
        labels -> meters.computeIfAbsent(labels, _ -> new TargetMeters(registry, labels)));
  }

  /** A slot is being sent, that long after it was due. */
  void sending(Labels labels, Duration delay) {
    with(labels, of -> of.sending(delay));
  }

  /** An exchange was published. */
  void published(Exchange exchange) {
    with(
        exchange.labels(),
        of -> MeasuredExchange.record(exchange.id(), () -> of.published(exchange)));
  }

  /** An exchange could not be published. */
  void notPublished() {
    publishFailures.increment();
  }

  void skipped(Skip why, Map<String, Long> slotsByTarget) {
    slotsByTarget.forEach((target, slots) -> {
      count(target, "skipped", slots);
      of(target, meters -> meters.skipped(why, slots));
    });
  }

  void lost(Map<String, Long> slotsByTarget) {
    slotsByTarget.forEach((target, slots) -> count(target, "lost", slots));
  }

  private void count(String target, String outcome, long slots) {
    of(target, meters -> meters.count(outcome, slots));
  }

  private void of(String target, Consumer<TargetMeters> use) {
    catalogs.current().target(target).ifPresent(known -> with(known.labels(), use));
  }

  private void with(Labels labels, Consumer<TargetMeters> use) {
    TargetMeters of = meters.get(labels);
    if (of != null) {
      use.accept(of);
    }
  }
}
