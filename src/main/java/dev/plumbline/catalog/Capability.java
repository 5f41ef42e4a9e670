package dev.plumbline.catalog;

/** What a target can be asked for or gives back; checks that need more are skipped, visibly. */
public enum Capability {
  /** Returns the log-probability of each emitted token and of the top alternatives. */
  LOGPROBS,
  /** Accepts {@code temperature}, so that greedy decoding can be asked for. */
  TEMPERATURE,
  /** Accepts {@code seed}. */
  SEED,
  /** Streams its answer. */
  STREAM,
  /** Returns the ids of the tokens it emitted. */
  TOKEN_IDS,
  /** Returns the log-probability of each token of the prompt. */
  PROMPT_LOGPROBS,
  /** Accepts {@code cache_salt}: answers to prompts with different salts share no cached prefix. */
  CACHE_SALT
}
