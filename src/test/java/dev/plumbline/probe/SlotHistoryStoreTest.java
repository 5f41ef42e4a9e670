package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  @Test
  void whatWasSpentIsOfTheUtcDay() {
    claim("t", 5, 3);
    claim("other", 2, 9);

    assertThat(history.usedOn(NOON)).containsEntry("t", 3L).containsEntry("other", 2L);
    assertThat(history.usedOn(NOON.plus(Duration.ofDays(1)))).isEmpty();
  }
}
