package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ProbeDatabase.class)
class ClockAgreementTest {
  private static final Duration TOLERANCE = Duration.ofSeconds(5);
  private static final Instant NOON = ProbeDatabase.NOON;

  @ParameterizedTest
  @CsvSource({
    "PT0S,true",
    "PT5S,true",
    "PT-5S,true",
    "PT5.001S,false",
    "PT-5.001S,false",
    "PT1H,false"
  })
  void holdsWithinTheTolerance(Duration ahead, boolean holds) {
    ClockAgreement clocks = new ClockAgreement(() -> NOON.plus(ahead), () -> NOON, TOLERANCE);

    assertThat(clocks.holds()).isEqualTo(holds);
    assertThat(clocks.skew()).isEqualTo(ahead);
  }

  /** A database that takes a minute to answer says nothing against the clock. */
  @Test
  void whatTheQuestionTookIsNoSkew() {
    TurnableClock clock = new TurnableClock(NOON);
    ClockAgreement clocks =
        new ClockAgreement(
            clock,
            () -> {
              clock.advance(Duration.ofSeconds(30));
              Instant asked = clock.instant();
              clock.advance(Duration.ofSeconds(30));
              return asked;
            },
            TOLERANCE);

    assertThat(clocks.holds()).isTrue();
    assertThat(clocks.skew()).isZero();
  }

  /** On one machine they are one clock. */
  @Test
  void postgresTellsTheTime() {
    ClockAgreement clocks =
        new ClockAgreement(
            InstantSource.system(),
            new ClockStore(ProbeDatabase.jdbc())::now,
            Duration.ofMillis(100));

    assertThat(clocks.holds()).isTrue();
  }
}
