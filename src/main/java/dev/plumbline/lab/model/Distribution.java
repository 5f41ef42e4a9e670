package dev.plumbline.lab.model;

import java.util.random.RandomGenerator;

/**
 * The most probable tokens of one step, most probable first, some of them not to be drawn. Reused
 * from step to step. {@link StrictMath}, lest answers differ from machine to machine.
 */
final class Distribution {
  /** Tokens beyond those of a prediction: a reference and a corrupted one. */
  private static final int MOST_PUT = 2;

  private final int[] tokens = new int[Prediction.KEPT + MOST_PUT];
  private final double[] logits = new double[Prediction.KEPT + MOST_PUT];
  private final boolean[] lost = new boolean[Prediction.KEPT + MOST_PUT];
  private int size;
  private double logSum;

  void set(Prediction prediction) {
    size = prediction.size();
    logSum = prediction.logSum();
    for (int i = 0; i < size; i++) {
      tokens[i] = prediction.token(i);
      logits[i] = prediction.logit(i);
      lost[i] = false;
    }
  }

  /** Gives a token, known or not, another logit, before anything is computed from the logits. */
  void put(int token, double logit) {
    int at = 0;
    while (at < size && tokens[at] != token) {
      at++;
    }
    double before = at < size ? StrictMath.exp(logits[at] - logSum) : 0;
    if (at == size) {
      size++;
    }
    while (at > 0 && logits[at - 1] < logit) {
      tokens[at] = tokens[at - 1];
      logits[at] = logits[at - 1];
      at--;
    }
    tokens[at] = token;
    logits[at] = logit;
    lost[at] = false;
    double highest = Math.max(logSum, logit);
    logSum =
        highest
            + StrictMath.log(
                (1 - before) * StrictMath.exp(logSum - highest) + StrictMath.exp(logit - highest));
  }

  /** Takes out what approximate top-k does not find. */
  void reduce(PartialReduction reduction) {
    long found = reduction.found(tokens, size);
    for (int i = 0; i < size; i++) {
      lost[i] = (found & 1L << i) == 0;
    }
  }

  /** Takes the most probable token out, unless nothing else is left. */
  void loseTop() {
    lost[0] = size > 1;
  }

  /** Forgets what was taken out, as if it had never been there. */
  void keepOnlyFound() {
    int kept = 0;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      if (!lost[i]) {
        tokens[kept] = tokens[i];
        logits[kept] = logits[i];
        lost[kept] = false;
        sum += StrictMath.exp(logits[kept] - logits[0]);
        kept++;
      }
    }
    size = kept;
    logSum = logits[0] + StrictMath.log(sum);
  }

  int size() {
    return size;
  }

  int token(int rank) {
    return tokens[rank];
  }

  /** In nats. */
  double logprob(int rank) {
    return logits[rank] - logSum;
  }

  /**
   * In nats, of any token.
   *
   * @param logits of the model, one a token of the vocabulary
   */
  double logprob(int token, float[] logits) {
    for (int rank = 0; rank < size; rank++) {
      if (tokens[rank] == token) {
        return logprob(rank);
      }
    }
    return logits[token] - logSum;
  }

  /** Draws a rank from those that are not lost. */
  int draw(Sampling sampling, RandomGenerator random) {
    int first = next(-1);
    if (sampling.temperature() == 0) {
      return first;
    }
    double total = 0;
    int end = first;
    for (int rank = first, taken = 0; rank < size && taken < sampling.topK(); rank = next(rank)) {
      total += weight(rank, first, sampling);
      taken++;
      end = rank + 1;
    }
    double kept = 0;
    int last = first;
    for (int rank = first; rank < end && kept < sampling.topP() * total; rank = next(rank)) {
      kept += weight(rank, first, sampling);
      last = rank;
    }
    double left = random.nextDouble() * kept;
    for (int rank = first; rank < last; rank = next(rank)) {
      left -= weight(rank, first, sampling);
      if (left < 0) {
        return rank;
      }
    }
    return last;
  }

  private double weight(int rank, int first, Sampling sampling) {
    return StrictMath.exp((logits[rank] - logits[first]) / sampling.temperature());
  }

  private int next(int rank) {
    int next = rank + 1;
    while (next < size && lost[next]) {
      next++;
    }
    return next;
  }
}
