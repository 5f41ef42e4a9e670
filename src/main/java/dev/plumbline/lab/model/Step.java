package dev.plumbline.lab.model;

/**
 * One decoding step as a response would show it.
 *
 * <p>Alternatives are most probable first, the lowest id first among equals. Immutable.
 */
public final class Step {
  private final int token;
  private final int rank;
  private final double logprob;
  private final int[] alternatives;
  private final double[] logprobs;
  private final double[] asked;

  /**
   * @param rank of the emitted token
   * @param listed how many alternatives a response may list
   * @param asked log-probabilities of the tokens that were asked for, whatever they are
   */
  Step(int rank, Distribution distribution, int listed, Numerics numerics, double... asked) {
    this.token = distribution.token(rank);
    this.rank = rank;
    this.logprob = numerics.reported(distribution.logprob(rank));
    int kept = Math.min(listed, distribution.size());
    this.asked = asked;
    alternatives = new int[kept];
    logprobs = new double[kept];
    for (int i = 0; i < kept; i++) {
      alternatives[i] = distribution.token(i);
      logprobs[i] = numerics.reported(distribution.logprob(i));
    }
  }

  public int token() {
    return token;
  }

  /** 0 if the emitted token was the most probable one reported. */
  public int rank() {
    return rank;
  }

  /** In nats. */
  public double logprob() {
    return logprob;
  }

  /** How many alternatives a response may list: as many as asked for, fewer if there are fewer. */
  public int listed() {
    return alternatives.length;
  }

  /** Token of a rank, from 0 to below {@link #listed()}. */
  public int alternative(int rank) {
    return alternatives[rank];
  }

  /** In nats, of one of the tokens that were asked for, by their order. */
  public double askedLogprob(int at) {
    return asked[at];
  }

  /** In nats. */
  public double alternativeLogprob(int rank) {
    return logprobs[rank];
  }
}
