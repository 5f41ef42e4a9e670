package dev.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each caller has a bucket of its own, of four seconds' worth, that fills steadily. */
class RateLimitTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final RateLimit limit = new RateLimit(10, now::get);

  @Test
  void aBurstOfFourSecondsPassesAndThenWhatTheRateGives() {
    assertThat(passed("a", 100)).isEqualTo(40);
    assertThat(passed("b", 100)).as("another caller").isEqualTo(40);

    now.set(now.get().plus(Duration.ofMillis(500)));
    assertThat(passed("a", 100)).isEqualTo(5);

    now.set(now.get().plus(Duration.ofHours(1)));
    assertThat(passed("a", 100)).as("no more than a bucket, however long it rested").isEqualTo(40);
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    assertThat(passed("a", 100)).isEqualTo(40);
    now.set(now.get().minusSeconds(60));
    assertThat(passed("a", 100)).isZero();
  }

  @Test
  void whoAskedLongestAgoIsForgottenFirst() {
    passed("a", 40);
    passed("keeps asking", 40);
    IntStream.range(0, 9_999)
        .forEach(other -> {
          limit.allows("other " + other);
          assertThat(limit.allows("keeps asking")).isFalse();
        });
    assertThat(limit.allows("a")).as("forgotten, so its bucket is full").isTrue();
  }

  @Test
  void zeroIsAnyNumber() {
    RateLimit none = new RateLimit(0, now::get);
    assertThat(IntStream.range(0, 10_000).filter(_ -> none.allows("a")).count()).isEqualTo(10_000);
  }

  private long passed(String caller, int asked) {
    return IntStream.range(0, asked).filter(_ -> limit.allows(caller)).count();
  }
}
