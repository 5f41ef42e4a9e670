package dev.plumbline.score.syntax;

/** One syntax. */
interface Parser {

  /** Longer texts would take it seconds, or minutes. */
  int maxChars();

  /**
   * Reads a text that is not blank and not longer than {@link #maxChars}.
   *
   * @throws StackOverflowError if it is nested deeper than the parser can go
   */
  Parsed parse(String text);
}
