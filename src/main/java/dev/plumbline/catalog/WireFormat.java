package dev.plumbline.catalog;

/** The dialect a target speaks. */
public enum WireFormat {
  /** OpenAI chat completions, also spoken by vLLM, SGLang, TGI, TensorRT-LLM and Azure OpenAI. */
  OPENAI_CHAT,
  /** Anthropic Messages, also spoken by vLLM and by gateways. */
  ANTHROPIC_MESSAGES,
  /** Anthropic Messages by Amazon Bedrock's InvokeModel. */
  BEDROCK_INVOKE,
  /** Amazon Bedrock's Converse, the same for all its models. */
  BEDROCK_CONVERSE,
  /** Anthropic Messages by Vertex AI's rawPredict. */
  VERTEX_RAW_PREDICT,
  /** Gemini's generateContent, by Vertex AI or the Gemini API. */
  VERTEX_GENERATE_CONTENT,
  /** SGLang's own generate: a text goes on. */
  SGLANG_GENERATE,
  /** Text Generation Inference's own generate: a text goes on. */
  TGI_GENERATE;

  /** Whether it takes one text instead of messages, so that somebody has to lay these out. */
  public boolean takesText() {
    return this == SGLANG_GENERATE || this == TGI_GENERATE;
  }
}
