package dev.plumbline.lab.anthropic;

import dev.plumbline.catalog.Capability;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Sampling;
import java.util.Set;

/**
 * Claude models since Opus 4.7 choose by themselves how they draw: of {@code temperature} and
 * {@code top_p} they accept what changes nothing, of {@code top_k} nothing.
 */
public final class NewModels {
  private static final double LEAST_TOP_P = 0.99;

  private NewModels() {}

  /**
   * Refuses what a target without {@link Capability#TEMPERATURE} does not accept.
   *
   * @throws RequestException in the API's own words
   */
  public static void check(ChatRequest request, Set<Capability> capabilities)
      throws RequestException {
    if (capabilities.contains(Capability.TEMPERATURE)) {
      return;
    }
    if (request.temperature() != 1) {
      throw deprecated("temperature");
    }
    if (request.topP() < LEAST_TOP_P) {
      throw deprecated("top_p");
    }
    if (request.topK() != Sampling.ALL) {
      throw deprecated("top_k");
    }
  }

  private static RequestException deprecated(String field) {
    return new RequestException(new Problem.NoLongerAccepted(field));
  }
}
