package dev.plumbline.reference;

import java.util.Comparator;

/**
 * A prompt whose first token hangs in the balance.
 *
 * @param first told from draws that were not what it was chosen by
 */
public record BorderPrompt(String prompt, FirstTokens first) {
  static final Comparator<BorderPrompt> EVEN_FIRST =
      Comparator.comparingDouble((BorderPrompt it) -> it.first().share(1))
          .reversed()
          .thenComparing(BorderPrompt::prompt);
}
