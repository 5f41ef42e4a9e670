package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.testing.TestFleet;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What targets may cost a day and have cost today, as dashboards read it. */
class BudgetMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String POOL =
      "{accelerator=\"tpu\",model=\"opus-4\",platform=\"bedrock\",pool=\"tpu-a\"} ";

  private record Past(Map<String, Long> used) implements SlotHistory {
    @Override
    public List<SlotHistory.Past> newest(String target, Instant since, int limit) {
      return List.of();
    }

    @Override
    public Map<String, Spending> spendingAt(Instant instant) {
      assertThat(instant).isEqualTo(NOON);
      return used.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey,
                  it ->
                      new Spending(
                          Spending.Window.NOTHING,
                          new Spending.Window(new Spent(it.getValue(), 0, 0), Spent.NOTHING))));
    }
  }

  private static String scrape(Catalog catalog, Map<String, Long> used) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("registry", registry);
    BudgetMetrics metrics =
        new BudgetMetrics(
            new Past(used),
            () -> catalog,
            InstantSource.fixed(NOON),
            beans.getBeanProvider(PrometheusRegistry.class));
    assertThat(metrics.collect()).isNotNull();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsAllowedAndWhatIsSpentToday(@TempDir Path temp) throws IOException {
    TestFleet fleet =
        new TestFleet(
            List.of("opus-4"), List.of("bedrock"), List.of("tpu"), Duration.ofSeconds(90), 0, "{}");
    Catalog catalog = new CatalogLoader().load(fleet.write(temp, 1));
    String target = catalog.targets().getFirst().name();

    assertThat(scrape(catalog, Map.of(target, 17L, "gone", 5L)))
        .contains(
            "plumbline_probe_interval_seconds" + POOL + "90.0\n",
            "plumbline_probe_budget_requests" + POOL + "1.0E8\n",
            "plumbline_probe_budget_used_requests" + POOL + "17.0\n")
        .doesNotContain("gone");
    assertThat(scrape(catalog, Map.of()))
        .contains("plumbline_probe_budget_used_requests" + POOL + "0.0\n");
  }
}
