package dev.plumbline.lab.openai;

import dev.plumbline.catalog.Probe.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid chat completion request.
 *
 * @param seed of the draws; null: any
 * @param maxTokens null: as many as fit
 * @param topLogprobs alternatives listed at each position; 0 where {@code logprobs} is false
 * @param includeUsage whether a stream ends with a chunk of token counts
 * @param user who asks, for routing
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    double temperature,
    double topP,
    @Nullable Long seed,
    @Nullable Integer maxTokens,
    List<String> stop,
    boolean logprobs,
    int topLogprobs,
    boolean stream,
    boolean includeUsage,
    @Nullable String user) {}
