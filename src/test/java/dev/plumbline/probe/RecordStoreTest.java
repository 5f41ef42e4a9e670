package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ProbeDatabase.class)
class RecordStoreTest {
  private static final Instant NOON = ProbeDatabase.NOON;
  private static final Instant DUE = NOON.plusSeconds(60);
  private final ClaimStore claims =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());
  private final RecordStore store = new RecordStore(ProbeDatabase.jdbc());

  @Test
  void aClaimEndsOnceWithItsFirstOutcome() {
    Slot slot = claimed("t", 1).getFirst();

    store.record(Map.of(SlotKey.of(slot), new RecordStore.End("answered", null)));
    store.record(Map.of(SlotKey.of(slot), new RecordStore.End("timeout", null)));

    assertThat(ClaimStates.all()).isEqualTo(Map.of("answered", 1L));
  }

  @Test
  void onlyClaimsWithoutExchangeAreLostAndOnlyOnce() {
    List<Slot> slots = claimed("t", 10);
    store.record(
        slots.subList(0, 7).stream()
            .collect(Collectors.toMap(SlotKey::of, _ -> new RecordStore.End("answered", null))));

    store.caughtUp(Set.of(0, 1), DUE.plusSeconds(100));

    assertThat(store.lose(2)).isEqualTo(Map.of("t", 3L));
    assertThat(store.lose(2)).isEmpty();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("answered", 7L, "lost", 3L));
  }

  @Test
  void aLateExchangeDoesNotUndoALoss() {
    Slot slot = claimed("t", 1).getFirst();
    store.caughtUp(Set.of(0), DUE.plusSeconds(100));
    store.lose(1);

    store.record(Map.of(SlotKey.of(slot), new RecordStore.End("answered", null)));

    assertThat(ClaimStates.all()).isEqualTo(Map.of("lost", 1L));
  }

  @Test
  void nothingIsLostWhileAPartitionIsBehindOrUnheardOf() {
    claimed("t", 1);

    store.caughtUp(Set.of(0), DUE.plusSeconds(100));
    assertThat(store.lose(2)).isEmpty();
    store.caughtUp(Set.of(1), DUE.minusSeconds(1));
    assertThat(store.lose(2)).isEmpty();
    store.caughtUp(Set.of(1), DUE.plusSeconds(1));
    assertThat(store.lose(2)).isEqualTo(Map.of("t", 1L));
  }

  @Test
  void progressNeverGoesBack() {
    claimed("t", 1);

    store.caughtUp(Set.of(0), DUE.plusSeconds(100));
    store.caughtUp(Set.of(0), NOON);

    assertThat(store.lose(1)).isEqualTo(Map.of("t", 1L));
  }

  @Test
  void outcomesOfSlotsNobodyClaimedAreIgnored() {
    store.record(
        Map.of(new SlotKey("t", "basic", "p", NOON), new RecordStore.End("answered", null)));

    assertThat(ClaimStates.all()).isEmpty();
  }

  private List<Slot> claimed(String target, int slots) {
    Session session = new Session("s", Session.Kind.FRESH, 0, 1);
    return claims
        .claim(
            IntStream.range(0, slots)
                .mapToObj(i -> new Slot(target, "basic", "p", NOON.plusSeconds(i), session))
                .map(slot -> new ClaimRequest(slot, 100, DUE))
                .toList())
        .claimed();
  }
}
