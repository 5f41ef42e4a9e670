package dev.plumbline.lab.model;

import dev.plumbline.catalog.Probe;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reference answers to the prompts of a catalog that the lab's models were not trained on, so that
 * a healthy lab answers anybody's probes well. Known by the tokens the model reads: a prompt that
 * was damaged on the way has none.
 */
public final class Guides {
  private final Map<TokenSequence, int[]> references = new HashMap<>();

  /** Where two probes have the same prompt, the first one's example. */
  public Guides(List<Probe> probes) {
    Vocabulary vocabulary = LanguageModels.vocabulary();
    TrainedPrompts trained = TrainedPrompts.standard();
    for (Probe probe : probes) {
      String answer = ToolCallTemplate.answer(probe);
      TokenSequence prompt = ChatTemplate.TRAINED.tokens(vocabulary, Prompt.of(probe));
      if (answer != null && !trained.contains(prompt)) {
        references.computeIfAbsent(prompt, _ -> reference(vocabulary, answer));
      }
    }
  }

  private static int[] reference(Vocabulary vocabulary, String answer) {
    int[] tokens = vocabulary.tokenize(answer);
    int[] reference = Arrays.copyOf(tokens, tokens.length + 1);
    reference[tokens.length] = vocabulary.end();
    return reference;
  }

  Optional<Guide> of(TokenSequence prompt) {
    return Optional.ofNullable(references.get(prompt)).map(Guide::new);
  }
}
