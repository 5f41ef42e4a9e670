package dev.plumbline.lab.model;

import java.util.random.RandomGenerator;

/** Disturbed logits of one step, sorted, most probable first. Reused from step to step. */
final class Distribution {
  private int[] tokens = new int[Heads.SIZE + 1];
  private double[] values = new double[Heads.SIZE + 1];
  private int size;
  private double logSum;

  /**
   * @param boosted token to be raised above all others by {@code boost} nats; -1 for none
   */
  void set(Logits logits, Numerics numerics, RandomGenerator noise, int boosted, double boost) {
    grow(logits.size() + 1);
    size = 0;
    for (int i = 0; i < logits.size(); i++) {
      double value = numerics.disturb(logits.value(i), noise);
      if (logits.token(i) != boosted) {
        insert(logits.token(i), value);
      }
    }
    if (boosted >= 0) {
      insert(boosted, values[0] + boost);
    }
    double sum = logits.tailMass() * Math.exp(-values[0]);
    for (int i = 0; i < size; i++) {
      sum += Math.exp(values[i] - values[0]);
    }
    logSum = values[0] + Math.log(sum);
  }

  private void grow(int needed) {
    if (tokens.length < needed) {
      tokens = new int[needed];
      values = new double[needed];
    }
  }

  private void insert(int token, double value) {
    int at = size++;
    while (at > 0
        && (values[at - 1] < value || (values[at - 1] == value && tokens[at - 1] > token))) {
      tokens[at] = tokens[at - 1];
      values[at] = values[at - 1];
      at--;
    }
    tokens[at] = token;
    values[at] = value;
  }

  int token(int rank) {
    return tokens[rank];
  }

  double logprob(int rank) {
    return values[rank] - logSum;
  }

  /** Draws a rank, the first {@code skipped} ranks taken out. */
  int draw(Sampling sampling, int skipped, RandomGenerator random) {
    if (sampling.temperature() == 0) {
      return skipped;
    }
    double top = values[skipped] / sampling.temperature();
    double total = 0;
    for (int i = skipped; i < size; i++) {
      total += Math.exp(values[i] / sampling.temperature() - top);
    }
    int last = skipped;
    double kept = 0;
    while (last < size) {
      kept += Math.exp(values[last] / sampling.temperature() - top);
      last++;
      if (kept >= sampling.topP() * total) {
        break;
      }
    }
    double left = random.nextDouble() * kept;
    for (int i = skipped; i < last - 1; i++) {
      left -= Math.exp(values[i] / sampling.temperature() - top);
      if (left < 0) {
        return i;
      }
    }
    return last - 1;
  }
}
