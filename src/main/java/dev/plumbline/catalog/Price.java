package dev.plumbline.catalog;

/**
 * What a target charges, in US dollars a million tokens.
 *
 * @param input of the prompt
 * @param output of the answer
 */
public record Price(double input, double output) {
  private static final double TOKENS = 1e6;

  /** What an exchange costs, in US dollars. */
  public double of(double promptTokens, double answerTokens) {
    return (promptTokens * input + answerTokens * output) / TOKENS;
  }
}
