package dev.plumbline.lab.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A written answer.
 *
 * @param steps the emitted tokens, the one that ends the answer left out
 * @param texts the text each step made certain; empty where a character is still unfinished. An
 *     unfinished character at the very end is left out, as is a stop text and what follows it.
 * @param finished whether the answer ended by itself; else it was cut by {@code maxTokens}
 * @param stopText the stop text that ended it; null where none did
 * @param lostTop whether a miscompiled step lost the most probable token
 * @param end the step that ended the answer; null where another thing did
 */
public record Generation(
    List<Step> steps,
    List<String> texts,
    boolean finished,
    @Nullable String stopText,
    boolean lostTop,
    @Nullable Step end) {
  public Generation {
    steps = List.copyOf(steps);
    texts = List.copyOf(texts);
  }

  /** An answer that did not end by a token. */
  Generation(
      List<Step> steps,
      List<String> texts,
      boolean finished,
      @Nullable String stopText,
      boolean lostTop) {
    this(steps, texts, finished, stopText, lostTop, null);
  }

  public String text() {
    return String.join("", texts);
  }
}
