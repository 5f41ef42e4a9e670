package dev.plumbline.score.answer;

/**
 * How right an answer is. Its texts are for people and may hold pieces of the answer, unescaped.
 */
public sealed interface Grade {

  record Right() implements Grade {}

  /**
   * Not right.
   *
   * @param expected what would be right: {@code 'Paris'}
   * @param got what was found instead: {@code 'Rome'}
   */
  record Wrong(String expected, String got) implements Grade {}

  /**
   * Right in part.
   *
   * @param share 0 to 1
   * @param lacks what is missing and what is too much; empty where the share is 1
   */
  record Part(double share, String lacks) implements Grade {}

  /** Not to be told. */
  record Open(String reason) implements Grade {}
}
