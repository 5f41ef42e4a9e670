package dev.plumbline.catalog;

/** What a target can be asked for or gives back; checks that need more are skipped, visibly. */
public enum Capability {
  /** Returns the log-probability of each emitted token and of the top alternatives. */
  LOGPROBS,
  /** Accepts {@code temperature}, so that greedy decoding can be asked for. */
  TEMPERATURE,
  /** Accepts {@code seed}. */
  SEED,
  /** Streams its answer as server-sent events. */
  STREAM
}
