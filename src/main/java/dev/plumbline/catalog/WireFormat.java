package dev.plumbline.catalog;

/** The dialect a target speaks. */
public enum WireFormat {
  /** OpenAI chat completions, also spoken by vLLM, SGLang, TGI and TensorRT-LLM. */
  OPENAI_CHAT,
  /** Anthropic Messages, also spoken by vLLM and by gateways. */
  ANTHROPIC_MESSAGES,
  /** Claude's Messages in Bedrock's InvokeModel. */
  BEDROCK_INVOKE,
  /** Bedrock's Converse, for the models of all vendors. */
  BEDROCK_CONVERSE,
  /** Claude's Messages in Vertex AI's rawPredict. */
  VERTEX_RAW_PREDICT,
  /** Vertex AI's generateContent: Gemini. */
  VERTEX_GENERATE_CONTENT,
  /** SGLang's own {@code /generate}. */
  SGLANG_GENERATE,
  /** The {@code /generate} of Text Generation Inference. */
  TGI_GENERATE
}
