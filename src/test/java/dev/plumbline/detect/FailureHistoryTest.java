package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.detect.FailureHistory.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureHistoryTest {

  @Test
  void fewFailuresAreCountedExactlyAndCleanStretchesByTime() {
    FailureHistory history = FailureHistory.NONE;
    for (int minute = 0; minute < 1_000; minute++) {
      history = history.after(at(minute), minute == 300 || minute == 900);
    }
    assertThat(history.since(START)).isEqualTo(new Count(1_000, 2));
    assertThat(history.since(at(600)))
        .satisfies(it -> assertThat(it.failures()).isEqualTo(1))
        .satisfies(it -> assertThat(it.trials()).isCloseTo(400, within(2L)));
    assertThat(history.since(at(901)).failures()).isZero();
    assertThat(history.since(at(2_000))).isEqualTo(Count.NONE);
  }

  /** Counts since any time, against the full record: 6 % off at worst measured, bounded memory. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 1})
  void manyFailuresAreCountedNearly(double share) {
    RandomGenerator random = new Random(2);
    FailureHistory history = FailureHistory.NONE;
    List<Boolean> record = new ArrayList<>();
    for (int minute = 0; minute < 20_000; minute++) {
      record.add(random.nextDouble() < share);
      history = history.after(at(minute), record.getLast());
    }
    assertThat(history.runs()).hasSizeLessThan(90);
    for (int since = 0; since < 20_000; since += 97) {
      long exact = record.subList(since, record.size()).stream().filter(it -> it).count();
      assertThat((double) history.since(at(since)).failures())
          .isCloseTo((double) exact, within(1.5 + 0.1 * exact));
      assertThat((double) history.since(at(since)).trials())
          .isCloseTo(20_000 - since, within(2 + 0.1 * (20_000 - since)));
    }
  }

  /** Of the newest failures aspects add up to the trials, of which they are another count. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 1})
  void howTrialsWereAskedIsCountedWithThem(double share) {
    RandomGenerator random = new Random(3);
    FailureHistory history = FailureHistory.NONE;
    List<Boolean> sticky = new ArrayList<>();
    List<Boolean> record = new ArrayList<>();
    for (int minute = 0; minute < 10_000; minute++) {
      sticky.add(random.nextDouble() < 0.2);
      record.add(sticky.getLast() && random.nextDouble() < share);
      int failures = record.getLast() ? 1 : 0;
      history =
          history.after(
              at(minute),
              record.getLast(),
              List.of(
                  sticky.getLast()
                      ? new AspectCount("session", "sticky", 1, failures, 5)
                      : new AspectCount("session", "fresh", 1, failures, 1)));
    }
    assertThat(history.runs()).filteredOn(run -> !run.aspects().isEmpty()).hasSizeBetween(9, 13);
    int told = 0;
    for (int since = 9_999; history.since(at(since)).failures() <= 16 && since > 0; since -= 3) {
      told++;
      Count all = history.since(at(since));
      List<AspectCount> aspects = history.aspectsSince(at(since));
      assertThat(aspects.stream().mapToLong(AspectCount::trials).sum())
          .isCloseTo(all.trials(), within(1L));
      for (AspectCount count : aspects) {
        boolean isSticky = count.value().equals("sticky");
        long exact =
            sticky.subList(since, sticky.size()).stream().filter(it -> it == isSticky).count();
        assertThat((double) count.trials()).isCloseTo((double) exact, within(4 + 0.15 * exact));
        assertThat(count.failures()).isEqualTo(isSticky ? all.failures() : 0);
        assertThat(count.answers()).isCloseTo(count.trials() * (isSticky ? 5 : 1), within(5L));
      }
    }
    assertThat(told).isGreaterThan(5);
  }

  @Test
  void whatIsOlderThanAnyDetectionIsForgotten() {
    FailureHistory history = FailureHistory.NONE.after(at(0), true);
    Instant muchLater = START.plus(FailureHistory.KEPT).plusSeconds(60);
    history = history.after(muchLater, true);
    assertThat(history.since(START)).isEqualTo(new Count(1, 1));
  }

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }
}
