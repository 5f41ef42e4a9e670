package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was claimed and spent, as it is shown. */
@ExtendWith(ProbeDatabase.class)
class SlotHistoryStoreTest {
  private static final Instant NOON = ProbeDatabase.NOON;

  private final ClaimStore claims =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());
  private final SlotHistoryStore history = new SlotHistoryStore(ProbeDatabase.jdbc());

  private static Slot slot(String target, int second) {
    return new Slot(
        target, "basic", "p", NOON.plusSeconds(second), new Session("s", Session.Kind.FRESH, 0, 1));
  }

  private void claim(String target, int slots, long budget) {
    claims.claim(
        IntStream.range(0, slots)
            .mapToObj(second -> slot(target, second))
            .map(slot -> new ClaimRequest(slot, budget, slot.at().plusSeconds(60)))
            .toList());
  }

  @Test
  void theNewestComeFirstUnderTheIdsOfTheirExchanges() {
    claim("t", 5, 3);
    claim("other", 2, 9);

    List<SlotHistory.Past> past = history.newest("t", NOON.plusSeconds(1), 3);

    assertThat(past)
        .extracting(SlotHistory.Past::state)
        .containsExactly("skipped", "skipped", "claimed");
    assertThat(past.getLast().exchange()).isEqualTo(slot("t", 2).exchangeId());
    assertThat(history.newest("t", NOON.plusSeconds(1), 100)).hasSize(4);
    assertThat(history.newest("nobody", NOON, 100)).isEmpty();
  }

  private static Spending of(Map<String, Spending> spending, String target) {
    return spending.getOrDefault(target, Spending.NOTHING);
  }

  private static ClaimRequest request(int second, SlotCost cost) {
    Slot slot = slot("t", second);
    return new ClaimRequest(
        slot,
        slot.at().plusSeconds(60),
        cost,
        Allowance.UNLIMITED,
        Allowance.of(new Limits(null, null, 1_000_000L, null, null, null)));
  }

  @Test
  void whatWasSpentIsOfTheUtcDay() {
    claim("t", 5, 3);
    claim("other", 2, 9);

    Map<String, Spending> spending = history.spendingAt(NOON);
    assertThat(of(spending, "t").day().counted().requests()).isEqualTo(3);
    assertThat(of(spending, "other").day().counted().requests()).isEqualTo(2);
    assertThat(spending).doesNotContainKey(Spending.FLEET);
    assertThat(history.spendingAt(NOON.plus(Duration.ofDays(1)))).isEmpty();
  }

  /** What is settled counts as it was used, and is reserved no more; an hour is only its own. */
  @Test
  void whatIsReservedIsToldApartUntilItsClaimEnds() {
    claims.claim(
        List.of(
            request(0, new SlotCost(100, 7)),
            request(1, new SlotCost(100, 7)),
            request(2, new SlotCost(100, 7)),
            request(3600, new SlotCost(1000, 70))));
    RecordStore records = new RecordStore(ProbeDatabase.jdbc());
    records.record(
        Map.of(
            SlotKey.of(slot("t", 0)), new RecordStore.End("answered", new SlotCost(30, 2)),
            // Nobody knows what it used: the worst case counts on, and is no longer reserved.
            SlotKey.of(slot("t", 1)), new RecordStore.End("timeout", null)));

    Spending own = of(history.spendingAt(NOON.plusSeconds(90)), "t");
    assertThat(own.hour())
        .isEqualTo(new Spending.Window(new Spent(3, 230, 16), new Spent(1, 100, 7)));
    assertThat(own.day())
        .isEqualTo(new Spending.Window(new Spent(4, 1230, 86), new Spent(2, 1100, 77)));
    assertThat(history.spendingAt(NOON.plusSeconds(90)).get(Spending.FLEET)).isEqualTo(own);
    assertThat(of(history.spendingAt(NOON.plusSeconds(3600)), "t").hour())
        .isEqualTo(new Spending.Window(new Spent(1, 1000, 70), new Spent(1, 1000, 70)));
  }
}
