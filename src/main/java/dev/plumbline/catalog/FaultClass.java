package dev.plumbline.catalog;

/** What can be wrong with a serving of a model; a probe says which of them it is meant to see. */
public enum FaultClass {
  /** Rare tokens get high probability: a Thai letter in English prose. */
  CORRUPTION,
  /** The most probable token is sometimes dropped before sampling. */
  APPROXIMATE_TOP_K,
  /** Another pool answers, set up for something else. */
  MISROUTING,
  /** Weights of an older or another model. */
  STALE_CHECKPOINT,
  /** Weights or accumulation of fewer bits than approved. */
  QUANTISATION,
  /** The prompt's beginning or end never reached the model. */
  TRUNCATED_CONTEXT,
  /** Parts of another request's prompt or answer. */
  CACHE_MIX_UP,
  /** Roles or turns laid out in another way than the model was trained on. */
  CHAT_TEMPLATE,
  /** Tokens shown as the tokenizer writes them, not as text. */
  UNDECODED_OUTPUT,
  /** Earlier turns of the conversation are forgotten. */
  LOST_TURNS
}
