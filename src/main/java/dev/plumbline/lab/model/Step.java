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
  private final int listed;
  private final int[] alternatives;
  private final double[] logprobs;
  private final boolean betweenCharacters;

  Step(int token, int rank, Distribution distribution, int listed, boolean betweenCharacters) {
    this.token = token;
    this.rank = rank;
    this.logprob = distribution.logprob(rank);
    this.listed = listed;
    // Two at least: the lead is read off them.
    int kept = Math.max(2, listed);
    alternatives = new int[kept];
    logprobs = new double[kept];
    for (int i = 0; i < kept; i++) {
      alternatives[i] = distribution.token(i);
      logprobs[i] = distribution.logprob(i);
    }
    this.betweenCharacters = betweenCharacters;
  }

  public int token() {
    return token;
  }

  /** 0 if the emitted token was the most probable one. */
  public int rank() {
    return rank;
  }

  public double logprob() {
    return logprob;
  }

  /** How many alternatives a response may list: as many as asked for, fewer if there are fewer. */
  public int listed() {
    return listed;
  }

  /** Token of a rank, from 0; the first two and those {@link #listed()} are known. */
  public int alternative(int rank) {
    return alternatives[rank];
  }

  public double alternativeLogprob(int rank) {
    return logprobs[rank];
  }

  /** How far the most probable token leads the second, in nats. */
  public double lead() {
    return logprobs[0] - logprobs[1];
  }

  /** Whether the bytes before this step are whole characters. */
  public boolean betweenCharacters() {
    return betweenCharacters;
  }
}
