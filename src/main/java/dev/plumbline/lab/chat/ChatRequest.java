package dev.plumbline.lab.chat;

import dev.plumbline.lab.model.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid request for an answer, whatever the wire format.
 *
 * @param model as the body names it; null where the path or the server itself says which
 * @param topK how many of the most probable tokens are drawn from
 * @param seed of the draws; null: any
 * @param maxTokens null: as many as fit
 * @param logprobs whether the answer lists its tokens
 * @param topLogprobs alternatives listed at each position; 0 where {@code logprobs} is false
 * @param stream whether the answer is streamed
 * @param user who asks, for routing
 * @param extras what few requests ask for
 */
public record ChatRequest(
    @Nullable String model,
    Input prompt,
    double temperature,
    double topP,
    int topK,
    @Nullable Long seed,
    @Nullable Integer maxTokens,
    List<String> stop,
    boolean logprobs,
    int topLogprobs,
    boolean stream,
    @Nullable String user,
    Extras extras) {

  /**
   * What few requests ask for.
   *
   * @param server which of the pool's servers is to answer; null: the balancer decides
   * @param promptLogprobs alternatives listed at each of the prompt's tokens; null: these are not
   *     listed
   * @param tokens whose log-probabilities are listed at each step, whatever they are
   */
  public record Extras(
      @Nullable Integer server, @Nullable Integer promptLogprobs, List<Integer> tokens) {
    /** Nothing. */
    public static final Extras NONE = new Extras(null, null, List.of());
  }

  /**
   * The same for another model.
   *
   * @param other null where the path or the server itself says which
   */
  public ChatRequest of(@Nullable String other) {
    return new ChatRequest(
        other,
        prompt,
        temperature,
        topP,
        topK,
        seed,
        maxTokens,
        stop,
        logprobs,
        topLogprobs,
        stream,
        user,
        extras);
  }
}
