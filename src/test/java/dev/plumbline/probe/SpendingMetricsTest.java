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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Tokens and money against the budgets, as a scrape tells them. */
class SpendingMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String POOL =
      "{accelerator=\"tpu\",model=\"opus-4\",platform=\"bedrock\",pool=\"tpu-a\",window=";

  private record Past(Map<String, Spending> spent) implements SlotHistory {
    @Override
    public List<SlotHistory.Past> newest(String target, Instant since, int limit) {
      return List.of();
    }

    @Override
    public Map<String, Spending> spendingAt(Instant instant) {
      assertThat(instant).isEqualTo(NOON);
      return spent;
    }
  }

  private static Catalog catalog(Path folder, String price, String fleetBudget) throws IOException {
    TestFleet fleet =
        new TestFleet(
            List.of("opus-4"), List.of("bedrock"), List.of("tpu"), Duration.ofSeconds(90), 0, "{}");
    Path files = fleet.write(folder, 1);
    Path yaml = files.resolve("fleet.yaml");
    String text = Files.readString(yaml);
    Files.writeString(
        yaml, fleetBudget + text.replaceFirst("budget: \\{", price + "budget: {usd-per-day: 2, "));
    return new CatalogLoader().load(files);
  }

  private static String scrape(Catalog catalog, Map<String, Spending> spent) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("registry", registry);
    SpendingMetrics metrics =
        new SpendingMetrics(
            new Past(spent),
            () -> catalog,
            InstantSource.fixed(NOON),
            beans.getBeanProvider(PrometheusRegistry.class));
    assertThat(metrics.collect()).isNotNull();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static final Spending SOME =
      new Spending(
          new Spending.Window(new Spent(3, 1200, 5_000_000), new Spent(1, 900, 4_000_000)),
          new Spending.Window(new Spent(30, 9000, 250_000_000), new Spent(2, 1000, 5_000_000)));

  @Test
  void whatCountsWhatIsReservedAndWhatIsAllowed(@TempDir Path temp) throws IOException {
    Catalog catalog = catalog(temp, "price: {input: 3, output: 15}\n  ", "");
    String target = catalog.targets().getFirst().name();

    assertThat(scrape(catalog, Map.of(target, SOME, "gone", SOME, Spending.FLEET, SOME)))
        .contains(
            "plumbline_probe_budget_used_tokens" + POOL + "\"hour\"} 1200.0\n",
            "plumbline_probe_budget_used_tokens" + POOL + "\"day\"} 9000.0\n",
            "plumbline_probe_budget_reserved_tokens" + POOL + "\"hour\"} 900.0\n",
            "plumbline_probe_budget_used_usd" + POOL + "\"day\"} 0.25\n",
            "plumbline_probe_budget_reserved_usd" + POOL + "\"hour\"} 0.004\n",
            "plumbline_probe_budget_usd" + POOL + "\"day\"} 2.0\n")
        // Nobody said how many tokens, nor how much an hour, and the fleet has no budget.
        .doesNotContain("plumbline_probe_budget_tokens{", "plumbline_fleet_", "gone")
        .doesNotContain("plumbline_probe_budget_usd" + POOL + "\"hour\"");
    assertThat(scrape(catalog, Map.of()))
        .contains("plumbline_probe_budget_used_usd" + POOL + "\"day\"} 0.0\n");
  }

  @Test
  void theFleetHasABudgetOfItsOwn(@TempDir Path temp) throws IOException {
    Catalog catalog =
        catalog(
            temp,
            "price: {input: 3, output: 15}\n  ",
            "budget: {usd-per-day: 50, tokens-per-hour: 2000000}\n");

    assertThat(scrape(catalog, Map.of(Spending.FLEET, SOME)))
        .contains(
            "plumbline_fleet_budget_usd{window=\"day\"} 50.0\n",
            "plumbline_fleet_budget_used_usd{window=\"day\"} 0.25\n",
            "plumbline_fleet_budget_tokens{window=\"hour\"} 2000000.0\n",
            "plumbline_fleet_budget_used_requests{window=\"hour\"} 3.0\n",
            "plumbline_fleet_budget_reserved_tokens{window=\"day\"} 1000.0\n")
        .doesNotContain("plumbline_fleet_budget_requests{");
  }

  @Test
  void moneyOfATargetWithoutAPriceIsNotTold(@TempDir Path temp) throws IOException {
    TestFleet fleet =
        new TestFleet(
            List.of("opus-4"), List.of("bedrock"), List.of("tpu"), Duration.ofSeconds(90), 0, "{}");

    assertThat(scrape(new CatalogLoader().load(fleet.write(temp, 1)), Map.of()))
        .contains("plumbline_probe_budget_used_tokens" + POOL + "\"day\"} 0.0\n")
        .doesNotContain("_usd");
  }
}
