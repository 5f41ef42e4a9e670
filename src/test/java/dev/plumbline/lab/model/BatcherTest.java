package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.lab.transformer.Arithmetic;
import dev.plumbline.lab.transformer.KeyValueCache;
import dev.plumbline.lab.transformer.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private static final int ANSWERS = 20;

  private final Transformer model =
      Transformer.of(ModelSetup.of("small").weights(), Arithmetic.BF16);
  private final Batcher batcher = new Batcher(model);

  /**
   * Twenty steps that wait while all cores are busy are two passes, 16 at most each, or one a core.
   */
  @Test
  void whatWaitsTogetherIsComputedTogether() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    int cores = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < cores; i++) {
      Workers.start(() -> awaitQuietly(busy));
    }
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<float[]>> steps = new ArrayList<>();
      for (int i = 0; i < ANSWERS; i++) {
        int token = 100 + i;
        steps.add(requests.submit(() -> batcher.step(model.newCache(), token)));
      }
      await().until(() -> batcher.waiting() == ANSWERS);
      busy.countDown();

      for (int i = 0; i < ANSWERS; i++) {
        assertThat(steps.get(i).get()).isEqualTo(model.step(model.newCache(), 100 + i));
      }
    }
    assertThat(batcher.passes()).isBetween(2L, Math.max(2L, cores));
    assertThat(batcher.waiting()).isZero();
  }

  @Test
  void aStepThatCannotBeComputedIsSaidSo() {
    KeyValueCache cache = model.newCache();

    assertThatThrownBy(() -> batcher.step(cache, -1))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
