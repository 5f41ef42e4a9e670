package dev.plumbline.catalog;

/** The dialect a target speaks. */
public enum WireFormat {
  /** OpenAI chat completions, also spoken by vLLM, SGLang, TGI and TensorRT-LLM. */
  OPENAI_CHAT,
  /** Anthropic Messages, also spoken by vLLM and by gateways. */
  ANTHROPIC_MESSAGES
}
