package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.KeyValueCache;
import dev.plumbline.lab.transformer.ModelShape;
import dev.plumbline.lab.transformer.Transformer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that models have read lately, for the whole process. A prompt that several requests
 * bring at the same time is read once. Those longest out of use are forgotten when all together are
 * more than {@value #MOST_BYTES} bytes: 32,000 tokens of the large model.
 */
final class PromptMemory {
  static final PromptMemory SHARED = new PromptMemory();

  private static final int MOST_BYTES = 256 << 20;

  /** So long a prompt keeps a core before others have their turn. */
  private static final int AT_ONCE = 128;

  private final Map<Key, CompletableFuture<ReadPrompt>> prompts =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Transformers are compared by identity, as a model keeps one an arithmetic. */
  private record Key(Transformer transformer, TokenSequence prompt) {
    /** A key and a value in single precision, a token and layer. */
    long bytes() {
      ModelShape shape = transformer.shape();
      return 2L * Float.BYTES * shape.layers() * shape.width() * prompt.length();
    }
  }

  /**
   * What is known after a prompt.
   *
   * @param cache to be forked, never appended to
   * @param logits what {@code next} was made of; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and kept once a prompt
  record ReadPrompt(KeyValueCache cache, Prediction next, float[] logits) {}

  ReadPrompt read(Transformer transformer, TokenSequence prompt, Vocabulary vocabulary) {
    Key key = new Key(transformer, prompt);
    CompletableFuture<ReadPrompt> mine = new CompletableFuture<>();
    CompletableFuture<ReadPrompt> known = putIfAbsent(key, mine);
    if (known != null) {
      return Workers.result(known);
    }
    try {
      ReadPrompt read = compute(transformer, prompt, vocabulary);
      mine.complete(read);
      return read;
    } catch (RuntimeException e) {
      remove(key);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static ReadPrompt compute(
      Transformer transformer, TokenSequence prompt, Vocabulary vocabulary) {
    KeyValueCache cache = transformer.newCache();
    float[] logits = {};
    for (int at = 0; at < prompt.length(); at += AT_ONCE) {
      int[] some = Arrays.copyOfRange(prompt.ids(), at, Math.min(prompt.length(), at + AT_ONCE));
      logits = Workers.compute(() -> transformer.prefill(cache, some));
    }
    return new ReadPrompt(cache, Prediction.of(logits, vocabulary), logits);
  }

  private synchronized @Nullable CompletableFuture<ReadPrompt> putIfAbsent(
      Key key, CompletableFuture<ReadPrompt> mine) {
    CompletableFuture<ReadPrompt> known = prompts.get(key);
    if (known == null) {
      prompts.put(key, mine);
      bytes += key.bytes();
      forgetSome(key);
    }
    return known;
  }

  private void forgetSome(Key newest) {
    Iterator<Key> oldest = prompts.keySet().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      Key key = oldest.next();
      if (!key.equals(newest)) {
        oldest.remove();
        bytes -= key.bytes();
      }
    }
  }

  private synchronized void remove(Key key) {
    if (prompts.remove(key) != null) {
      bytes -= key.bytes();
    }
  }
}
