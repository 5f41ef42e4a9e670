package dev.plumbline.lab.openai;

/**
 * How one answer is to be written.
 *
 * @param logprobs whether tokens are listed
 * @param includeUsage whether a stream ends with a chunk of token counts
 * @param tokenIds whether the ids of prompt and answer are told, as vLLM and SGLang do
 * @param tokensAsIds whether listed tokens are shown as {@code token_id:123}
 */
record AnswerOptions(
    boolean logprobs, boolean includeUsage, boolean tokenIds, boolean tokensAsIds) {}
