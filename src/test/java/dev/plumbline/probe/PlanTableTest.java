package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTableTest {
  @Test
  void columnsLineUpUnderAHeading() {
    Session sticky = new Session("abc", Session.Kind.STICKY, 1, 5);
    Session fresh = new Session("xyz", Session.Kind.FRESH, 0, 1);
    List<Slot> slots =
        List.of(
            new Slot("short", "basic", "greet", Instant.parse("2026-03-01T10:00:00.1234Z"), fresh),
            new Slot("a-longer-target", "s", "p", Instant.parse("2026-03-01T10:00:09Z"), sticky));

    assertThat(PlanTable.of(slots))
        .isEqualTo(
            """
            at (UTC)                 target           probe        session
            2026-03-01 10:00:00.123  short            basic/greet  fresh
            2026-03-01 10:00:09.000  a-longer-target  s/p          sticky abc 2/5
            2 slots, 2 targets, 2 sessions
            """);
  }

  @Test
  void noSlotsAreSaidToBeNone() {
    assertThat(PlanTable.of(List.of())).endsWith("0 slots, 0 targets, 0 sessions\n");
  }
}
