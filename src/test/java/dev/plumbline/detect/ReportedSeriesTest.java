package dev.plumbline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.FeedbackReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of what users report, beside those of what probes see. */
class ReportedSeriesTest {
  private static final Duration BLOCK = Duration.ofMinutes(5);
  private static final String GARBLED = FeedbackReason.GARBLED.check();

  @TempDir Path temp = Path.of("");

  private Catalog catalog(String detection) {
    return new CatalogLoader()
        .load(
            new dev.plumbline.testing.TestFleet(
                    List.of("opus-4", "haiku-3.5"),
                    List.of("api", "cloud"),
                    List.of("tpu"),
                    Duration.ofMinutes(1),
                    0,
                    detection)
                .write(temp, 1));
  }

  @Test
  void falseTicketsOfAllReportsAddUpToABudgetOfTheirOwn() {
    SeriesPlan plan = new SeriesPlan(catalog("{}"));
    double tickets = 0;
    for (FeedbackReason reason : FeedbackReason.values()) {
      double blocks = Duration.ofDays(7).dividedBy(BLOCK);
      double threshold = Math.exp(plan.leaf(reason.check(), BLOCK).logTicketThreshold());
      tickets += plan.leaves(reason.check()).size() * blocks / threshold;
      assertThat(plan.leaves(reason.check())).hasSize(4);
    }

    // Nothing of it is pooled, so the leaves have all.
    assertThat(tickets).isCloseTo(1, within(1e-9));
  }

  /** A fleet that begins to count reports pages for what probes see as before. */
  @Test
  void reportsTakeNothingFromProbes() {
    Duration minute = Duration.ofMinutes(1);
    Catalog all = catalog("{}");

    assertThat(new SeriesPlan(all).leaf("foreign-script", minute).logPageThreshold())
        .isEqualTo(
            new SeriesPlan(withoutReports(all)).leaf("foreign-script", minute).logPageThreshold());
  }

  private static Catalog withoutReports(Catalog all) {
    var detection = all.detection();
    var objectives = new LinkedHashMap<>(detection.objectives());
    objectives.keySet().removeIf(FeedbackReason::feeds);
    return new Catalog(
        all.version(),
        all.targets(),
        all.suites(),
        new DetectionPolicy(
            detection.pagesPerMonth(),
            detection.ticketsPerWeek(),
            detection.pooledShare(),
            detection.threshold(),
            detection.window(),
            detection.grace(),
            objectives));
  }

  @Test
  void theCatalogMakesTheirSeries() {
    SeriesPlan plan = new SeriesPlan(catalog("{}"));

    assertThat(plan.watched(GARBLED)).isTrue();
    assertThat(plan.all())
        .contains(SeriesKey.parse(GARBLED + "|opus-4/api/*/*"))
        .doesNotContain(SeriesKey.parse(GARBLED + "|opus-4/*/*/*"));
  }

  @Test
  void theyPageOnlyIfTheOwnerSaysSo() {
    assertThat(new SeriesPlan(catalog("{}")).leaf(GARBLED, BLOCK).objective().pages()).isFalse();
    assertThat(
            new SeriesPlan(catalog("{objectives: {feedback-garbled: {pages: true}}}"))
                .leaf(GARBLED, BLOCK)
                .objective()
                .pages())
        .isTrue();
    assertThat(new SeriesPlan(catalog("{}")).leaf("argmax", BLOCK).objective().pages()).isTrue();
  }
}
