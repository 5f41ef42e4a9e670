package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.INTERVAL;
import static dev.plumbline.detect.TestFleet.TARGETS;
import static dev.plumbline.detect.TestFleet.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesPlanTest {
  private static final double MONTH = 43_200;
  private final SeriesPlan plan = new SeriesPlan(catalog(null));

  @Test
  void falsePagesOfAllSeriesAddUpToTheBudget() {
    double pages = TARGETS.size() * MONTH / Math.exp(plan.leaf(CHECK, INTERVAL).logPageThreshold());
    for (Slice slice : Slices.pooledOf(TARGETS).pooled()) {
      int members = slice.equals(new Slice("*", "api", "*", "*")) ? 4 : 2;
      double trials = Math.min(members, 2) * MONTH; // two probes, one trial each a window
      pages += trials / Math.exp(pooled(slice).logPageThreshold());
      assertThat(pooled(slice).baseRate()).isCloseTo(members / 60.0, within(1e-12));
    }
    assertThat(pages).isCloseTo(1, within(1e-9));
  }

  @Test
  void ticketsHaveTheSameBudgetByTheWeek() {
    DetectorConfig leaf = plan.leaf(CHECK, INTERVAL);
    assertThat(leaf.logPageThreshold() - leaf.logTicketThreshold())
        .isCloseTo(Math.log(30.0 / 7), within(1e-9));
  }

  @Test
  void anOutrightThresholdIsForEverySeries() {
    SeriesPlan outright = new SeriesPlan(catalog(1.6e7));
    assertThat(outright.leaf(CHECK, INTERVAL).logPageThreshold()).isEqualTo(StrictMath.log(1.6e7));
    assertThat(
            outright
                .pooled(new SeriesKey(CHECK, new Slice("*", "api", "*", "*")))
                .logPageThreshold())
        .isEqualTo(StrictMath.log(1.6e7));
    assertThat(outright.leaf(CHECK, INTERVAL).logTicketThreshold())
        .isCloseTo(Math.log(1.6e7 * 7 / 30), within(1e-12));
  }

  @Test
  void knowsWhatTheCatalogStillMakes() {
    assertThat(plan.all())
        .contains(
            SeriesKey.parse(CHECK + "|opal/api/tpu/main"), SeriesKey.parse(CHECK + "|opal/api/*/*"))
        .doesNotContain(
            SeriesKey.parse(CHECK + "|*/*/*/*"),
            SeriesKey.parse(CHECK + "|opal/api/trainium/main"),
            SeriesKey.parse("argmax|opal/api/tpu/main"));
  }

  @Test
  void whatTheCatalogNoLongerHoldsIsStillJudged() {
    SeriesPlan empty = new SeriesPlan(catalog(null, List.of(), new Objective(1e-3, 1e-4, 9)));
    assertThat(empty.leaves(CHECK)).isEmpty();
    assertThat(empty.pooledContaining(CHECK, TARGETS.getFirst().labels())).isEmpty();
    assertThat(empty.leaf(CHECK, INTERVAL).logPageThreshold())
        .isCloseTo(Math.log(MONTH), within(1e-9));
  }

  private DetectorConfig pooled(Slice slice) {
    return plan.pooled(new SeriesKey(CHECK, slice));
  }
}
