package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Limits;
import dev.plumbline.catalog.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Whoever claims, dies or settles when: no budget is ever exceeded. */
@ExtendWith(ProbeDatabase.class)
class SpendingTest {
  private static final Instant NOON = ProbeDatabase.NOON;
  private static final Limits FLEET = new Limits(150L, 260L, 60_000L, 90_000L, 0.9, 1.5);

  private final ClaimStore store =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());
  private final RecordStore records = new RecordStore(ProbeDatabase.jdbc());

  @Test
  void eachKindOfLimitBinds() {
    SlotCost cost = new SlotCost(100, 1_000);
    assertThat(claimed("a", cost, limits(3L, null, null, null, null, null))).isEqualTo(3);
    assertThat(claimed("b", cost, limits(null, 4L, null, null, null, null))).isEqualTo(4);
    assertThat(claimed("c", cost, limits(null, null, 599L, null, null, null))).isEqualTo(5);
    assertThat(claimed("d", cost, limits(null, null, null, 600L, null, null))).isEqualTo(6);
    assertThat(claimed("e", cost, limits(null, null, null, null, 7e-6, null))).isEqualTo(7);
    assertThat(claimed("f", cost, limits(null, null, null, null, null, 8.9e-6))).isEqualTo(8);
    assertThat(claimed("g", cost, Limits.NONE)).isEqualTo(20);
  }

  @Test
  void theNextHourHasABudgetOfItsOwnAndTheSameDay() {
    Allowance own = Allowance.of(limits(3L, 5L, null, null, null, null));
    List<ClaimRequest> batch =
        IntStream.range(0, 20)
            .mapToObj(i -> request("t", NOON.plusSeconds(i * 600L), SlotCost.NOTHING, own, false))
            .toList();

    assertThat(store.claim(batch).claimed())
        .extracting(Slot::at)
        .containsExactly(
            NOON,
            NOON.plusSeconds(600),
            NOON.plusSeconds(1200),
            NOON.plusSeconds(3600),
            NOON.plusSeconds(4200));
  }

  @Test
  void whyASlotIsSkippedIsKnown() {
    Allowance own = Allowance.of(limits(1L, null, null, null, null, null));
    ClaimStore.Claimed claimed =
        store.claim(
            List.of(
                request("a", NOON, SlotCost.NOTHING, own, true),
                request("a", NOON.plusSeconds(1), SlotCost.NOTHING, own, true),
                request("b", NOON, new SlotCost(60_001, 0), Allowance.UNLIMITED, true)));

    assertThat(claimed.claimed()).hasSize(1);
    assertThat(claimed.skipped().values())
        .containsExactlyInAnyOrder(Skip.BUDGET, Skip.FLEET_BUDGET);
  }

  @Test
  void aClaimThatIsRolledBackReservesNothingAndOneThatStandsIsPaidFor() {
    Allowance own = Allowance.of(limits(null, null, 1_000L, null, null, null));
    List<ClaimRequest> batch =
        IntStream.range(0, 10)
            .mapToObj(i -> request("t", NOON.plusSeconds(i), new SlotCost(100, 1), own, true))
            .toList();
    // Dies behind the last statement, before the commit.
    TransactionOperations dying = ProbeDatabase.transactions();
    ClaimStore doomed =
        new ClaimStore(
            ProbeDatabase.jdbc(),
            new TransactionOperations() {
              @Override
              public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                return dying.execute(status -> {
                  action.doInTransaction(status);
                  throw new IllegalStateException("killed");
                });
              }
            });
    assertThatThrownBy(() -> doomed.claim(batch)).hasMessage("killed");
    assertThat(ClaimStates.all()).isEmpty();
    assertThat(spent("probe.budgets", "t")).isEqualTo(Spent.NOTHING);

    assertThat(store.claim(batch).claimed()).hasSize(10);
    assertThat(spent("probe.budgets", "t")).isEqualTo(new Spent(10, 1_000, 10));
    assertThat(spent("probe.budget_hours", "*")).isEqualTo(new Spent(10, 1_000, 10));
  }

  @Test
  void anEndSettlesOnceAndOnlyWhatIsKnown() {
    Allowance own = Allowance.of(limits(null, null, 300L, null, null, null));
    List<ClaimRequest> batch =
        IntStream.range(0, 5)
            .mapToObj(i -> request("t", NOON.plusSeconds(i), new SlotCost(100, 50), own, true))
            .toList();
    List<Slot> claimed = store.claim(batch).claimed();
    assertThat(claimed).hasSize(3);

    Map<SlotKey, RecordStore.End> ends =
        Map.of(
            SlotKey.of(claimed.get(0)), new RecordStore.End("answered", new SlotCost(30, 7)),
            SlotKey.of(claimed.get(1)), new RecordStore.End("timeout", null));
    records.record(ends);
    records.record(ends);

    for (String scope : List.of("t", "*")) {
      assertThat(spent("probe.budgets", scope)).isEqualTo(new Spent(3, 230, 107));
      assertThat(spent("probe.budget_hours", scope)).isEqualTo(new Spent(3, 230, 107));
    }
    assertThat(
            store
                .claim(List.of(request("t", NOON.plusSeconds(9), new SlotCost(70, 1), own, true)))
                .claimed())
        .as("what was settled can be spent again")
        .hasSize(1);
  }

  /** Random prices, many workers at once, some of them killed, answers settled meanwhile. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void manyWorkersAtOnceNeverExceedAnyBudget(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Limits> limits = new HashMap<>();
    Map<String, Price> prices = new HashMap<>();
    for (int target = 0; target < 5; target++) {
      limits.put(
          "t" + target,
          new Limits(
              random.nextLong(20, 60),
              random.nextLong(30, 90),
              random.nextLong(2_000, 20_000),
              random.nextLong(4_000, 40_000),
              random.nextDouble(0.01, 0.4),
              random.nextDouble(0.02, 0.6)));
      prices.put("t" + target, new Price(random.nextDouble(0, 30), random.nextDouble(0, 120)));
    }
    try (ExecutorService workers = Executors.newFixedThreadPool(6)) {
      List<Callable<List<Slot>>> tasks = new ArrayList<>();
      for (int worker = 0; worker < 6; worker++) {
        SplittableRandom own = random.split();
        tasks.add(() -> work(own, limits, prices));
      }
      List<Slot> all = new ArrayList<>();
      for (var result : workers.invokeAll(tasks)) {
        all.addAll(result.get());
      }
      assertThat(all.stream().map(SlotKey::of)).doesNotHaveDuplicates();
    }

    assertSpentMatchesClaims();
    limits.forEach((target, limit) -> assertWithin(target, Allowance.of(limit)));
    assertWithin("*", Allowance.of(FLEET));
  }

  private List<Slot> work(
      SplittableRandom random, Map<String, Limits> limits, Map<String, Price> prices) {
    List<Slot> mine = new ArrayList<>();
    TransactionOperations transactions = ProbeDatabase.transactions();
    ClaimStore dying =
        new ClaimStore(
            ProbeDatabase.jdbc(),
            new TransactionOperations() {
              @Override
              public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                return transactions.execute(status -> {
                  T result = action.doInTransaction(status);
                  status.setRollbackOnly();
                  return result;
                });
              }
            });
    for (int round = 0; round < 25; round++) {
      List<ClaimRequest> batch = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String target = "t" + random.nextInt(5);
        // Two hours of slots, the same for all workers; costs follow from the slot.
        int second = random.nextInt(400) * 18;
        SlotCost cost = SlotCost.of(prices.get(target), 50 + second % 700, second % 300);
        batch.add(
            request(
                target,
                NOON.plusSeconds(second),
                cost,
                Allowance.of(limits.getOrDefault(target, Limits.NONE)),
                true));
      }
      if (random.nextInt(4) == 0) {
        dying.claim(batch);
      } else {
        List<Slot> claimed = store.claim(batch).claimed();
        mine.addAll(claimed);
        if (!claimed.isEmpty() && random.nextBoolean()) {
          Slot one = claimed.get(random.nextInt(claimed.size()));
          int second = (int) Duration.between(NOON, one.at()).toSeconds();
          SlotCost used =
              SlotCost.of(prices.get(one.target()), (50 + second % 700) / 4, second % 300 / 2);
          records.record(Map.of(SlotKey.of(one), new RecordStore.End("answered", used)));
        }
      }
    }
    return mine;
  }

  /** What the budgets say is what open claims reserved and ended ones used: nothing is made up. */
  private static void assertSpentMatchesClaims() {
    Long claims =
        ProbeDatabase.jdbc()
            .sql("SELECT count(*) FROM probe.claims WHERE state <> 'skipped'")
            .query(Long.class)
            .single();
    Long days =
        ProbeDatabase.jdbc()
            .sql("SELECT sum(used)::bigint FROM probe.budgets WHERE target <> '*'")
            .query(Long.class)
            .single();
    Long hours =
        ProbeDatabase.jdbc()
            .sql("SELECT sum(used)::bigint FROM probe.budget_hours WHERE target <> '*'")
            .query(Long.class)
            .single();
    assertThat(claims).isGreaterThan(10).isEqualTo(days).isEqualTo(hours);
  }

  private static void assertWithin(String scope, Allowance allowance) {
    ProbeDatabase.jdbc()
        .sql(
            """
            SELECT used, tokens, nano_usd, true AS day FROM probe.budgets WHERE target = :scope
            UNION ALL
            SELECT used, tokens, nano_usd, false FROM probe.budget_hours WHERE target = :scope
            """)
        .param("scope", scope)
        .query((row, _) -> {
          Spent spent =
              new Spent(row.getLong("used"), row.getLong("tokens"), row.getLong("nano_usd"));
          assertThat(spent.within(row.getBoolean("day") ? allowance.day() : allowance.hour()))
              .as("%s %s within %s", scope, spent, allowance)
              .isTrue();
          return spent;
        })
        .list();
  }

  private long claimed(String target, SlotCost cost, Limits limits) {
    List<ClaimRequest> batch =
        IntStream.range(0, 20)
            .mapToObj(i -> request(target, NOON.plusSeconds(i), cost, Allowance.of(limits), false))
            .toList();
    return store.claim(batch).claimed().size();
  }

  private static Limits limits(
      @Nullable Long requestsPerHour,
      @Nullable Long requestsPerDay,
      @Nullable Long tokensHour,
      @Nullable Long tokensDay,
      @Nullable Double usdHour,
      @Nullable Double usdDay) {
    return new Limits(requestsPerHour, requestsPerDay, tokensHour, tokensDay, usdHour, usdDay);
  }

  private static ClaimRequest request(
      String target, Instant at, SlotCost cost, Allowance own, boolean ofFleet) {
    Slot slot = new Slot(target, "basic", "p", at, new Session("s", Session.Kind.FRESH, 0, 1));
    return new ClaimRequest(
        slot, at.plusSeconds(60), cost, own, ofFleet ? Allowance.of(FLEET) : Allowance.UNLIMITED);
  }

  private static Spent spent(String table, String scope) {
    return ProbeDatabase.jdbc()
        .sql("SELECT used, tokens, nano_usd FROM %s WHERE target = ?".formatted(table))
        .param(scope)
        .query((row, _) ->
            new Spent(row.getLong("used"), row.getLong("tokens"), row.getLong("nano_usd")))
        .optional()
        .orElse(Spent.NOTHING);
  }
}
