package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Bursts;
import dev.plumbline.catalog.Catalog;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannedSpendingTest {

  /** A third of the slots are bursts of 4: each slot is two requests on average. */
  @Test
  void burstsCountAsTheRequestsTheyAre() {
    PlannedSpending alone = spending(null);
    PlannedSpending bursting = spending(new Bursts(1.0 / 3, List.of(4)));

    assertThat(alone.month().requests()).isEqualTo(30 * 1_440);
    assertThat(bursting.month().requests()).isEqualTo(2 * alone.month().requests());
    assertThat(bursting.month().tokens()).isEqualTo(2 * alone.month().tokens());
    // The hour is counted slot by slot: 60 of them, of which 20 bursts, by chance.
    assertThat(alone.hour().requests()).isBetween(59L, 61L);
    assertThat(bursting.hour().requests()).isBetween(90L, 150L);
  }

  private static PlannedSpending spending(@Nullable Bursts bursts) {
    Budget budget =
        new Budget(Duration.ofMinutes(1), 4, Duration.ofSeconds(5), 1_000_000, 0, 1, null, bursts);
    Catalog catalog = Catalogs.of(Catalogs.suite(2), Catalogs.target("t", budget));
    return PlannedSpending.of(catalog, Demands.NONE, ProbeDatabase.NOON).getFirst();
  }
}
