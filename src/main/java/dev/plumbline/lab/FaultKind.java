package dev.plumbline.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with servers: causes, of which answers show the effects. */
public enum FaultKind {
  /**
   * Sessions are sent to a pool set up for long contexts: its position encoding is scaled for a
   * million positions, and its fingerprint ends in {@code -1m}.
   */
  MISROUTE(Hits.SESSIONS),

  /** A bad performance path gives rare tokens a large bias, at one step of an answer or two. */
  CORRUPTION(Hits.REQUESTS),

  /**
   * Executables of the larger batches were miscompiled: at some steps the most probable token,
   * where its probability is rounded down, is lost before the draw.
   */
  APPROXIMATE_TOP_K(Hits.REQUESTS),

  /** Servers have one shard of the weights from before the training's end. */
  STALE_CHECKPOINT(Hits.SESSIONS),

  /** Servers have the weights in 8 bits. */
  QUANTISATION(Hits.SESSIONS),

  /** Servers silently read no more than the last 512 tokens of a prompt. */
  TRUNCATED_CONTEXT(Hits.SESSIONS),

  /** Keys and values of another prompt the server has at hand are read instead of the request's. */
  CACHE_MIX_UP(Hits.REQUESTS),

  /** Servers lay conversations out as another family of models was trained. */
  CHAT_TEMPLATE(Hits.SESSIONS),

  /** Servers send the vocabulary's stand-ins for bytes instead of text. */
  UNDECODED_OUTPUT(Hits.SESSIONS),

  /** All turns of a conversation but the last are dropped. */
  LOST_TURNS(Hits.REQUESTS);

  /** What a fault's share is a share of. */
  enum Hits {
    /** Affinity keys, each for good: the fault is a server's. */
    SESSIONS,
    /** Requests, each drawn anew. */
    REQUESTS
  }

  private final Hits hits;

  FaultKind(Hits hits) {
    this.hits = hits;
  }

  Hits hits() {
    return hits;
  }

  /** The word used in the admin endpoint and in scenario files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a word. */
  public static Optional<FaultKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.toString().equals(word)).findFirst();
  }
}
