package dev.plumbline.lab.model;

/**
 * Logits over a vocabulary: an explicit head, and one logit that all other tokens share. Immutable;
 * the order of the head has no meaning.
 */
public final class Logits {
  private final int[] tokens;
  private final double[] values;
  private final double tailMass;

  /**
   * @param tail the logit of each token outside the head
   * @param vocabularySize so many tokens there are, head included
   */
  public Logits(int[] tokens, double[] values, double tail, int vocabularySize) {
    if (tokens.length == 0 || tokens.length != values.length || tokens.length > vocabularySize) {
      throw new IllegalArgumentException(
          "a head of %d tokens with %d logits over a vocabulary of %d"
              .formatted(tokens.length, values.length, vocabularySize));
    }
    this.tokens = tokens.clone();
    this.values = values.clone();
    this.tailMass = (vocabularySize - tokens.length) * Math.exp(tail);
  }

  /** Number of tokens in the head. */
  public int size() {
    return tokens.length;
  }

  public int token(int index) {
    return tokens[index];
  }

  public double value(int index) {
    return values[index];
  }

  /** Sum of exp(logit) over all tokens outside the head. */
  public double tailMass() {
    return tailMass;
  }

  /** The token with the highest logit, the lowest id among equals. */
  public int argmax() {
    int best = 0;
    for (int i = 1; i < tokens.length; i++) {
      if (values[i] > values[best] || (values[i] == values[best] && tokens[i] < tokens[best])) {
        best = i;
      }
    }
    return tokens[best];
  }
}
