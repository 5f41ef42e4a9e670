package dev.plumbline.lab.chat;

import dev.plumbline.lab.model.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid request for an answer, whatever the wire format.
 *
 * @param topK how many of the most probable tokens are drawn from
 * @param seed of the draws; null: any
 * @param maxTokens null: as many as fit
 * @param logprobs whether the answer lists its tokens
 * @param topLogprobs alternatives listed at each position; 0 where {@code logprobs} is false
 * @param includeUsage whether a stream ends with a chunk of token counts
 * @param user who asks, for routing
 */
public record ChatRequest(
    String model,
    Prompt prompt,
    double temperature,
    double topP,
    int topK,
    @Nullable Long seed,
    @Nullable Integer maxTokens,
    List<String> stop,
    boolean logprobs,
    int topLogprobs,
    boolean stream,
    boolean includeUsage,
    @Nullable String user) {}
