package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On random weights: what does not depend on what was learnt. */
class TransformerTest {
  private static final Weights TINY = SeededModel.weights(SeededModel.TINY);

  /** Longer than two blocks of the cache, and no multiple of the rows of a pass. */
  private static final int[] TEXT =
      new SplittableRandom(5).ints(150, 0, SeededModel.TINY.vocabulary()).toArray();

  static List<Arithmetic> arithmetics() {
    return List.of(
        Arithmetic.FP32,
        Arithmetic.FP32.withSplits(8),
        Arithmetic.BF16,
        Arithmetic.BF16.withSplits(4).withRotation(3),
        Arithmetic.BF16.withSplits(16));
  }

  /** Not close: equal, whatever the arithmetic. */
  @ParameterizedTest
  @MethodSource("arithmetics")
  void readingAtOnceGivesTheBitsOfReadingOneByOne(Arithmetic arithmetic) {
    Transformer model = Transformer.of(TINY, arithmetic);
    KeyValueCache one = model.newCache();
    float[] stepped = {};
    for (int token : TEXT) {
      stepped = model.step(one, token);
    }
    assertThat(model.prefill(model.newCache(), TEXT)).isEqualTo(stepped);
    assertThat(one.length()).isEqualTo(TEXT.length);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aBatchGivesTheBitsOfItsTextsAlone(Arithmetic arithmetic) {
    Transformer model = Transformer.of(TINY, arithmetic);
    List<KeyValueCache> alone = cachesOf(model, 1, 63, 64, 65, 130);
    List<KeyValueCache> together = cachesOf(model, 1, 63, 64, 65, 130);
    for (int step = 0; step < 3; step++) {
      float[][] batch = model.step(together, 7, 8, 9, 10, 11 + step);
      for (int i = 0; i < batch.length; i++) {
        int token = i == 4 ? 11 + step : 7 + i;
        assertThat(batch[i]).isEqualTo(model.step(alone.get(i), token));
      }
    }
  }

  /** Forks at block borders and between them; the original goes on unharmed. */
  @Test
  void aForkIsAsGoodAsAFreshCacheAndNeitherSeesTheOther() {
    Transformer model = Transformer.of(TINY, Arithmetic.BF16);
    KeyValueCache original = model.newCache();
    model.prefill(original, TEXT);
    for (int kept : new int[] {0, 1, 63, 64, 65, 128, 150}) {
      KeyValueCache fork = original.fork(kept);
      KeyValueCache fresh = cachesOf(model, kept).getFirst();
      for (int token : new int[] {299, 0, 5}) {
        assertThat(model.step(fork, token)).isEqualTo(model.step(fresh, token));
      }
      assertThat(fork.length()).isEqualTo(kept + 3);
    }
    KeyValueCache whole = original.fork();
    assertThat(model.step(original, 4))
        .isEqualTo(model.step(whole, 4))
        .isEqualTo(model.step(cachesOf(model, 150).getFirst(), 4));
  }

  /** Four threads fork one prompt and go on, four times each: what one thread alone gets. */
  @Test
  void threadsSharingModelAndPromptGetTheSameBits() throws Exception {
    Transformer model = Transformer.of(TINY, Arithmetic.BF16.withSplits(8));
    KeyValueCache prompt = cachesOf(model, 100).getFirst();
    Callable<float[]> task = () -> model.prefill(prompt.fork(), TEXT);
    float[] expected = task.call();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        results.add(threads.submit(task));
      }
      for (Future<float[]> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  /** Largest difference of a logit measured: 3e-6; the logits' standard deviation is about 2. */
  @Test
  void singlePrecisionBarelyNoticesHowSumsAreSplit() {
    float[] whole = logits(Arithmetic.FP32);
    float[] split = logits(Arithmetic.FP32.withSplits(8));
    assertThat(split).isNotEqualTo(whole);
    assertThat(LogProbabilities.furthest(whole, split)).isLessThan(2e-5);
  }

  @Test
  void bfloat16RoundsDifferentlyForEverySplitAndRotation() {
    List<float[]> all = new ArrayList<>();
    all.add(logits(Arithmetic.FP32));
    for (int splits : new int[] {1, 2, 4, 8, 16}) {
      all.add(logits(Arithmetic.BF16.withSplits(splits)));
    }
    all.add(logits(Arithmetic.BF16.withSplits(8).withRotation(3)));
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(all.get(i)).as("%d and %d", i, j).isNotEqualTo(all.get(j));
        assertThat(LogProbabilities.furthest(all.get(i), all.get(j))).isBetween(1e-4, 1.0);
      }
    }
  }

  @Test
  void aRotationByAllPartsIsNone() {
    assertThat(logits(Arithmetic.BF16.withSplits(4).withRotation(4)))
        .isEqualTo(logits(Arithmetic.BF16.withSplits(4)));
  }

  /** A cache read in one arithmetic may be read on in another: as when the batch grows. */
  @Test
  void theArithmeticMayChangeBetweenTokens() {
    Transformer model = Transformer.of(TINY, Arithmetic.BF16);
    KeyValueCache cache = cachesOf(model, 20).getFirst();
    KeyValueCache same = cache.fork();
    Transformer split = model.with(Arithmetic.BF16.withSplits(4));
    assertThat(split.step(cache, 1)).isNotEqualTo(model.step(same, 1));
    assertThat(split.arithmetic().splits()).isEqualTo(4);
  }

  /** A key's position matters, or a wrong position encoding would not be a fault. */
  @Test
  void aScaledPositionEncodingChangesWhatFollows() {
    Transformer scaled =
        new Transformer(
            TINY, PositionEncoding.scaledFor(SeededModel.TINY, 1_000_000, 1024), Arithmetic.FP32);
    float[] other = scaled.prefill(scaled.newCache(), TEXT);
    assertThat(LogProbabilities.furthest(logits(Arithmetic.FP32), other)).isGreaterThan(0.05);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Transformer model = Transformer.of(TINY, Arithmetic.FP32);
    KeyValueCache cache = model.newCache();
    assertThatThrownBy(() -> model.prefill(cache)).hasMessageContaining("no tokens");
    assertThatThrownBy(() -> model.step(cache, 300)).hasMessageContaining("token 300");
    assertThatThrownBy(() -> model.step(cache, -1)).hasMessageContaining("token -1");
    assertThatThrownBy(() -> model.step(List.of(cache, cache), 1, 2))
        .hasMessageContaining("which all differ");
    assertThatThrownBy(() -> model.step(List.of(cache), 1, 2))
        .hasMessageContaining("2 tokens for 1 caches");
    assertThatThrownBy(() -> model.step(new KeyValueCache(SeededModel.SMALL), 1))
        .hasMessageContaining("a cache of");
    assertThatThrownBy(() -> cache.fork(1)).hasMessageContaining("no fork at 1 of 0");
    assertThatThrownBy(() -> Arithmetic.FP32.withSplits(0)).hasMessageContaining("1 or more");
    assertThat(cache.length()).isZero();
  }

  private static float[] logits(Arithmetic arithmetic) {
    Transformer model = Transformer.of(TINY, arithmetic);
    return model.prefill(model.newCache(), TEXT);
  }

  /** One cache a length, each of that many tokens of the text. */
  private static List<KeyValueCache> cachesOf(Transformer model, int... lengths) {
    List<KeyValueCache> caches = new ArrayList<>();
    for (int length : lengths) {
      KeyValueCache cache = model.newCache();
      if (length > 0) {
        model.prefill(cache, Arrays.copyOf(TEXT, length));
      }
      caches.add(cache);
    }
    return caches;
  }
}
