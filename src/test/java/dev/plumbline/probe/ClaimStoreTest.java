package dev.plumbline.probe;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ProbeDatabase.class)
class ClaimStoreTest {
  private static final Instant NOON = ProbeDatabase.NOON;

  private final ClaimStore store =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());

  @Test
  void whoComesFirstHasTheSlotForEver() {
    List<ClaimRequest> batch = requests("t", 10, 100);

    assertThat(store.claim(batch).claimed()).hasSize(10);
    assertThat(store.claim(batch)).isEqualTo(new ClaimStore.Claimed(List.of(), Map.of(), Map.of()));
    assertThat(store.claim(requests("t", 12, 100)).claimed())
        .extracting(Slot::at)
        .containsExactly(NOON.plusSeconds(10), NOON.plusSeconds(11));
  }

  @Test
  void beyondTheDaysBudgetSlotsAreSkippedLatestFirst() {
    ClaimStore.Claimed claimed = store.claim(requests("t", 10, 7));

    assertThat(claimed.claimed()).extracting(Slot::at).containsExactlyElementsOf(seconds(0, 7));
    assertThat(claimed.skipped().keySet())
        .extracting(Slot::at)
        .containsExactlyElementsOf(seconds(7, 10));
    assertThat(used("t")).isEqualTo(7);
    // A budget raised by a hot reload counts from where it stood.
    assertThat(store.claim(requests("t", 20, 9)).claimed()).hasSize(2);
  }

  @Test
  void eachUtcDayHasItsOwnBudget() {
    Instant midnight = NOON.plus(Duration.ofHours(12));
    List<ClaimRequest> batch =
        IntStream.range(-5, 5).mapToObj(i -> request("t", midnight.plusSeconds(i), 3)).toList();

    assertThat(store.claim(batch).claimed())
        .extracting(Slot::at)
        .containsExactly(
            midnight.minusSeconds(5),
            midnight.minusSeconds(4),
            midnight.minusSeconds(3),
            midnight,
            midnight.plusSeconds(1),
            midnight.plusSeconds(2));
  }

  @Test
  void workersClaimingTheSamePlanAtOnceShareItWithoutOverlap() throws Exception {
    List<Slot> claimed = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      List<Callable<List<Slot>>> tasks =
          IntStream.range(0, 4).<Callable<List<Slot>>>mapToObj(i -> () -> claimAll(i)).toList();
      for (var result : workers.invokeAll(tasks)) {
        claimed.addAll(result.get());
      }
    }

    // 6 targets of 100 slots in overlapping batches; two targets have a budget of 60.
    assertThat(claimed.stream().map(SlotKey::of)).doesNotHaveDuplicates();
    Map<String, Long> perTarget = claimed.stream().collect(groupingBy(Slot::target, counting()));
    assertThat(perTarget)
        .isEqualTo(Map.of("t0", 100L, "t1", 100L, "t2", 100L, "t3", 100L, "t4", 60L, "t5", 60L));
  }

  private List<Slot> claimAll(int worker) {
    List<Slot> mine = new ArrayList<>();
    for (int from = worker; from < 100; from += 7) {
      mine.addAll(store.claim(slice(from, from + 10)).claimed());
    }
    for (int from = 0; from < 100; from += 10) {
      mine.addAll(store.claim(slice(from, from + 10)).claimed());
    }
    return mine;
  }

  private static List<ClaimRequest> slice(int from, int to) {
    return IntStream.range(from, Math.min(to, 100))
        .boxed()
        .flatMap(second ->
            IntStream.range(0, 6)
                .mapToObj(t -> request("t" + t, NOON.plusSeconds(second), t < 4 ? 1000 : 60)))
        .toList();
  }

  @Test
  void rollingMakesTheDaysAheadAndDropsOldOnes() {
    LocalDate today = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
    LocalDate later = today.plusDays(10);
    try {
      store.roll(later);
      store.roll(later);

      assertThat(partitions())
          .containsAll(
              IntStream.rangeClosed(-3, 2).mapToObj(day -> name(later.plusDays(day))).toList())
          .doesNotContain(name(today), name(later.minusDays(4)), name(later.plusDays(3)));
    } finally {
      store.roll(today);
    }
  }

  @Test
  void aPartitionInUseIsDroppedLater() {
    LocalDate today = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
    LocalDate later = today.plusDays(4);
    ProbeDatabase.transactions()
        .executeWithoutResult(_ -> {
          ProbeDatabase.jdbc()
              .sql("LOCK TABLE probe.%s IN ACCESS SHARE MODE".formatted(name(today)))
              .update();
          otherConnection(() -> store.roll(later));
          assertThat(partitions()).contains(name(today), name(later));
        });

    store.roll(later);

    assertThat(partitions()).doesNotContain(name(today)).contains(name(later));
  }

  private static void otherConnection(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  private static String name(LocalDate day) {
    return "claims_" + day.toString().replace("-", "");
  }

  private static List<@Nullable String> partitions() {
    return ProbeDatabase.jdbc()
        .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'probe' AND tablename ~ 'claims_'")
        .query(String.class)
        .list();
  }

  private static long used(String target) {
    return ProbeDatabase.jdbc()
        .sql("SELECT sum(used) FROM probe.budgets WHERE target = ?")
        .param(target)
        .query(Long.class)
        .single();
  }

  private static List<Instant> seconds(int from, int to) {
    return IntStream.range(from, to).mapToObj(NOON::plusSeconds).toList();
  }

  private static List<ClaimRequest> requests(String target, int slots, long budget) {
    return IntStream.range(0, slots)
        .mapToObj(i -> request(target, NOON.plusSeconds(i), budget))
        .toList();
  }

  private static ClaimRequest request(String target, Instant at, long budget) {
    Slot slot = new Slot(target, "basic", "p", at, new Session("s", Session.Kind.FRESH, 0, 1));
    return new ClaimRequest(slot, budget, at.plusSeconds(60));
  }
}
