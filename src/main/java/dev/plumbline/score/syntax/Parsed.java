package dev.plumbline.score.syntax;

/** What reading a text by a syntax came to. */
public sealed interface Parsed {

  /** The text is of the syntax. */
  record Valid() implements Parsed {}

  /**
   * It is not.
   *
   * @param line of the first fault, from 1; 0 where there is no one place
   * @param column from 1
   * @param what is wrong, in the parser's words: may hold pieces of the text
   */
  record Broken(int line, int column, String what) implements Parsed {
    static Broken anywhere(String what) {
      return new Broken(0, 0, what);
    }
  }

  /** Not to be told with bearable effort. */
  record Undecided(String reason) implements Parsed {}
}
