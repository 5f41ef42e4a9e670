package dev.plumbline.lab.transformer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A decoder at work: weights, position encoding and arithmetic. Immutable, and for any number of
 * threads; what it remembers of a text is in the text's {@link KeyValueCache}.
 *
 * <p>Logits are those of the token that follows, one a token of the vocabulary, in nats. They are a
 * function of weights, encoding, the tokens before, and the arithmetic each was read with; not of
 * how many were read at once, or together with which others.
 */
public final class Transformer {
  /** Rows of a prompt in one pass: what they need stays in a core's cache. */
  private static final int ROWS = 16;

  private final Weights weights;
  private final PositionEncoding encoding;
  private final Arithmetic arithmetic;

  public Transformer(Weights weights, PositionEncoding encoding, Arithmetic arithmetic) {
    this.weights = weights;
    this.encoding = encoding;
    this.arithmetic = arithmetic;
  }

  /** The model as trained, its positions encoded the usual way. */
  public static Transformer of(Weights weights, Arithmetic arithmetic) {
    return new Transformer(weights, PositionEncoding.usual(weights.shape()), arithmetic);
  }

  /** The same model in another arithmetic; costs nothing. */
  public Transformer with(Arithmetic other) {
    return new Transformer(weights, encoding, other);
  }

  public ModelShape shape() {
    return weights.shape();
  }

  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /** A cache that remembers nothing yet. */
  public KeyValueCache newCache() {
    return new KeyValueCache(weights.shape());
  }

  /**
   * Reads many tokens, several in one pass over the weights.
   *
   * @param cache what came before; remembers the tokens then
   * @param tokens one at least
   * @return the logits after the last of them
   */
  public float[] prefill(KeyValueCache cache, int... tokens) {
    check(tokens, cache);
    cache.reserve(tokens.length);
    for (int at = 0; ; at += ROWS) {
      int[] some = Arrays.copyOfRange(tokens, at, Math.min(tokens.length, at + ROWS));
      KeyValueCache[] caches = new KeyValueCache[some.length];
      Arrays.fill(caches, cache);
      int first = cache.length();
      int[] positions = IntStream.range(first, first + some.length).toArray();
      Pass pass = new Pass(weights, encoding, arithmetic, caches, positions);
      pass.run(some);
      cache.append(some.length);
      if (at + some.length == tokens.length) {
        return pass.logits(some.length - 1)[0];
      }
    }
  }

  /** Reads one token; the logits after it. */
  public float[] step(KeyValueCache cache, int token) {
    return step(List.of(cache), token)[0];
  }

  /**
   * Reads one token for each of several texts, in one pass over the weights.
   *
   * @param caches what came before in each; all different ones
   * @param tokens one a cache
   * @return the logits after each
   */
  public float[][] step(List<KeyValueCache> caches, int... tokens) {
    KeyValueCache[] batch = caches.toArray(KeyValueCache[]::new);
    if (batch.length != tokens.length
        || IntStream.range(0, batch.length).anyMatch(i -> caches.indexOf(batch[i]) != i)) {
      throw new IllegalArgumentException(
          "%d tokens for %d caches, which all differ".formatted(tokens.length, batch.length));
    }
    check(tokens, batch);
    for (KeyValueCache cache : batch) {
      cache.reserve(1);
    }
    int[] positions = caches.stream().mapToInt(KeyValueCache::length).toArray();
    Pass pass = new Pass(weights, encoding, arithmetic, batch, positions);
    pass.run(tokens);
    for (KeyValueCache cache : batch) {
      cache.append(1);
    }
    return pass.logits(0);
  }

  private void check(int[] tokens, KeyValueCache... caches) {
    if (tokens.length == 0) {
      throw new IllegalArgumentException("no tokens");
    }
    for (int token : tokens) {
      if (token < 0 || token >= shape().vocabulary()) {
        throw new IllegalArgumentException(
            "token %d of a vocabulary of %d".formatted(token, shape().vocabulary()));
      }
    }
    for (KeyValueCache cache : caches) {
      if (!cache.shape().equals(shape())) {
        throw new IllegalArgumentException(
            "a cache of %s for %s".formatted(cache.shape(), shape()));
      }
    }
  }
}
