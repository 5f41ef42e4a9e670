package dev.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSetBackTest {
  private final AtomicInteger ends = new AtomicInteger();
  private Instant wall = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos = -7_000_000_000L;
  private final ClockSetBack clock =
      new ClockSetBack(() -> wall, () -> nanos, ends::incrementAndGet);

  @ParameterizedTest
  @CsvSource({
    "PT-1H,1",
    "PT-11S,1",
    "PT-10S,0",
    "PT-1S,0",
    "PT0S,0",
    "PT1H,0",
  })
  void endsWhereItWasSetBackByMoreThanIsTolerated(Duration turn, int expected) {
    clock.look();
    passes(Duration.ofSeconds(1));
    wall = wall.plus(turn);
    clock.look();
    passes(Duration.ofSeconds(1));
    clock.look();

    assertThat(ends).hasValue(expected);
  }

  /** A machine that was asleep wakes an hour later, by its wall clock alone: forward. */
  @Test
  void sleepIsNoTurnedClock() {
    clock.look();
    wall = wall.plus(Duration.ofHours(1));
    clock.look();

    assertThat(ends).hasValue(0);
  }

  /** NTP slews: half a millisecond a second, for a day. */
  @Test
  void aClockThatIsSlewedIsNotSetBack() {
    clock.look();
    for (int second = 0; second < 86_400; second++) {
      passes(Duration.ofSeconds(1));
      wall = wall.minusNanos(500_000);
      clock.look();
    }

    assertThat(ends).hasValue(0);
  }

  private void passes(Duration length) {
    wall = wall.plus(length);
    nanos += length.toNanos();
  }
}
