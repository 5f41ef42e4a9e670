package dev.plumbline.lab.model;

import java.util.Arrays;

/**
 * What a model expected where one token of its prompt stands. Immutable.
 *
 * <p>Alternatives are most probable first, the lowest id first among equals.
 */
public final class PromptToken {
  private final int token;
  private final int rank;
  private final double logprob;
  private final int[] alternatives;
  private final double[] logprobs;

  private PromptToken(int token, int rank, double logprob, int[] alternatives, double... logprobs) {
    this.token = token;
    this.rank = rank;
    this.logprob = logprob;
    this.alternatives = alternatives;
    this.logprobs = logprobs;
  }

  /** The first one: nothing was before it, so nothing was expected. */
  static PromptToken first(int token) {
    return new PromptToken(token, 0, Double.NaN, new int[0]);
  }

  /**
   * @param logits after the tokens before it, one a token of the vocabulary
   * @param listed how many alternatives
   */
  static PromptToken of(int token, float[] logits, int listed, Numerics numerics) {
    Prediction expected = Prediction.of(logits);
    int kept = Math.min(listed, expected.size());
    int[] alternatives = new int[kept];
    double[] logprobs = new double[kept];
    for (int i = 0; i < kept; i++) {
      alternatives[i] = expected.token(i);
      logprobs[i] = numerics.reported(expected.logit(i) - expected.logSum());
    }
    int rank = 0;
    for (int other = 0; other < logits.length; other++) {
      boolean before = logits[other] == logits[token] && other < token;
      rank += logits[other] > logits[token] || before ? 1 : 0;
    }
    double logprob = numerics.reported(logits[token] - expected.logSum());
    return new PromptToken(token, rank, logprob, alternatives, logprobs);
  }

  public int token() {
    return token;
  }

  /** Whether nothing was before it. */
  public boolean isFirst() {
    return Double.isNaN(logprob);
  }

  /** 0 if it was the most probable one. */
  public int rank() {
    return rank;
  }

  /** In nats; not a number for the first. */
  public double logprob() {
    return logprob;
  }

  public int listed() {
    return alternatives.length;
  }

  /** Token of a rank, from 0 to below {@link #listed()}. */
  public int alternative(int alternative) {
    return alternatives[alternative];
  }

  /** In nats. */
  public double alternativeLogprob(int alternative) {
    return logprobs[alternative];
  }

  @Override
  public String toString() {
    return "%d: %s %s".formatted(token, logprob, Arrays.toString(alternatives));
  }
}
