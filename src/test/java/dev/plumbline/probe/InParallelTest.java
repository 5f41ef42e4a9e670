package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every item once, so many at once and no more, and no failure swallowed. */
@Timeout(30)
class InParallelTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 60).boxed().toList();

  @Test
  void everyItemIsDoneOnce() throws InterruptedException {
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    InParallel.forEach(ITEMS, 7, Duration.ZERO, item -> assertThat(done.add(item)).isTrue());
    assertThat(done).hasSize(ITEMS.size());
  }

  /** Three wait for each other, so three are under way; a fourth would be counted. */
  @Test
  void soManyAreUnderWayAndNoMore() throws InterruptedException {
    CyclicBarrier three = new CyclicBarrier(3);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    InParallel.forEach(
        ITEMS,
        3,
        Duration.ZERO,
        _ -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          try {
            three.await();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          } finally {
            now.decrementAndGet();
          }
        });
    assertThat(most).hasValue(3);
  }

  @Test
  void aFailureIsTold() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            InParallel.forEach(
                ITEMS,
                4,
                Duration.ZERO,
                item -> {
                  if (item == 17) {
                    throw new IllegalArgumentException("seventeen");
                  }
                }))
        .havingCause()
        .withMessage("seventeen");
  }
}
