package dev.plumbline.lab.model;

import dev.plumbline.catalog.Probe;
import java.util.List;

/** Answers as the small model writes them in exact arithmetic. */
public final class Written {
  public static final Sampling GREEDY = greedy(1_000);

  private Written() {}

  public static Sampling greedy(int maxTokens) {
    return new Sampling(0, 1, Sampling.ALL, maxTokens, List.of(), 20);
  }

  /** To a prompt, guided along the examples of these probes. */
  public static Generation answer(Prompt prompt, List<Probe> probes, Sampling sampling) {
    return answer(Numerics.EXACT, prompt, new Guides(probes), sampling, 1, Intervention.NONE);
  }

  static Generation answer(
      Numerics numerics,
      Prompt prompt,
      Guides guides,
      Sampling sampling,
      long seed,
      Intervention intervention) {
    LanguageModel model = LanguageModels.of(ModelSetup.of("small"));
    TokenSequence tokens = ChatTemplate.TRAINED.tokens(LanguageModels.vocabulary(), prompt);
    return new Decoder(model, numerics, sampling, TextDecoding.UTF8, seed)
        .answer(tokens, guides, 1, intervention);
  }
}
