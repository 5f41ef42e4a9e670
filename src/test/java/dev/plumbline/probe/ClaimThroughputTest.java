package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One worker's database work at 1,800 slots a second: 36 targets asked every 20 ms, in the batches
 * a worker makes. On 2 cores at a load of 10: 136,000 planned, 5,400 claimed, 6,800 recorded and
 * 10,900 swept a second, 2,300 for all of it in one thread; a worker uses three.
 */
@Tag("benchmark")
@ExtendWith(ProbeDatabase.class)
class ClaimThroughputTest {
  private static final int SECONDS = 20;
  private final ClaimStore claims =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());
  private final RecordStore records = new RecordStore(ProbeDatabase.jdbc());
  private final SkipStore skips = new SkipStore(ProbeDatabase.jdbc());

  @Test
  void oneWorkerKeepsUpWithADensePlan() {
    Target[] targets =
        IntStream.range(0, 36)
            .mapToObj(i -> Catalogs.target("t" + i, Catalogs.budget(Duration.ofMillis(20))))
            .toArray(Target[]::new);
    Catalog catalog = Catalogs.of(Catalogs.suite(20), targets);
    int slots = 0;
    long claiming = 0;
    long recording = 0;
    long sweeping = 0;
    long planning = 0;
    for (int tick = 0; tick < SECONDS * 5; tick++) {
      Instant from = ProbeDatabase.NOON.plusMillis(200L * tick);
      long start = System.nanoTime();
      List<Slot> planned = Plan.sessionsBeginning(catalog, from, from.plusMillis(200));
      long afterPlan = System.nanoTime();
      List<Slot> claimed = claims.claim(requests(planned)).claimed();
      long afterClaim = System.nanoTime();
      records.record(
          claimed.stream()
              .collect(Collectors.toMap(SlotKey::of, _ -> new RecordStore.End("answered", null))));
      long afterRecord = System.nanoTime();
      assertThat(skips.skip(planned)).isEqualTo(Map.of());
      sweeping += System.nanoTime() - afterRecord;
      recording += afterRecord - afterClaim;
      claiming += afterClaim - afterPlan;
      planning += afterPlan - start;
      slots += claimed.size();
    }

    System.out.printf(
        "a second: planned %.0f, claimed %.0f, recorded %.0f, swept %.0f%n",
        slots / (planning / 1e9),
        slots / (claiming / 1e9),
        slots / (recording / 1e9),
        slots / (sweeping / 1e9));
    assertThat((double) slots).isCloseTo(1800 * SECONDS, within(36.0));
    assertThat(slots / ((planning + claiming + recording + sweeping) / 1e9)).isGreaterThan(1500);
  }

  private static List<ClaimRequest> requests(List<Slot> slots) {
    return slots.stream()
        .map(slot -> new ClaimRequest(slot, 100_000_000, slot.at().plusSeconds(60)))
        .toList();
  }
}
