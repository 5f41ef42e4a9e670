package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.Exponential;

/**
 * What a model expects next: the most probable tokens with their logits, most probable first, the
 * lowest id first among equals. Small, for many are remembered. Immutable.
 */
final class Prediction {
  /** More than the 20 alternatives a response may list, and all that is ever drawn from. */
  static final int KEPT = 40;

  private final int[] tokens;
  private final float[] logits;
  private final double logSum;
  private final int rareToken;
  private final float rareLogit;

  private Prediction(int[] tokens, float[] logits, double logSum, int rareToken, float rareLogit) {
    this.tokens = tokens;
    this.logits = logits;
    this.logSum = logSum;
    this.rareToken = rareToken;
    this.rareLogit = rareLogit;
  }

  /**
   * @param logits one a token of the vocabulary
   */
  static Prediction of(float[] logits, Vocabulary vocabulary) {
    return of(logits, vocabulary.rare());
  }

  /** The same, for those who ask for no rare token. */
  static Prediction of(float[] logits) {
    return of(logits, new int[] {0});
  }

  private static Prediction of(float[] logits, int[] rareTokens) {
    int[] best = new int[Math.min(KEPT, logits.length)];
    int size = 0;
    for (int token = 0; token < logits.length; token++) {
      if (size < best.length || logits[token] > logits[best[size - 1]]) {
        int at = size < best.length ? size++ : size - 1;
        while (at > 0 && logits[best[at - 1]] < logits[token]) {
          best[at] = best[at - 1];
          at--;
        }
        best[at] = token;
      }
    }
    float[] values = new float[best.length];
    for (int i = 0; i < best.length; i++) {
      values[i] = logits[best[i]];
    }
    int rare = rareTokens[0];
    for (int token : rareTokens) {
      rare = logits[token] > logits[rare] ? token : rare;
    }
    return new Prediction(best, values, logSum(logits, values[0]), rare, logits[rare]);
  }

  private static double logSum(float[] logits, float highest) {
    double sum = 0;
    for (float logit : logits) {
      sum += Exponential.exp(logit - highest);
    }
    return highest + StrictMath.log(sum);
  }

  int size() {
    return tokens.length;
  }

  int token(int rank) {
    return tokens[rank];
  }

  float logit(int rank) {
    return logits[rank];
  }

  /** Logarithm of the sum of exp(logit) over the whole vocabulary. */
  double logSum() {
    return logSum;
  }

  /** The most probable of the {@linkplain Vocabulary#rare() rare} tokens. */
  int rareToken() {
    return rareToken;
  }

  float rareLogit() {
    return rareLogit;
  }
}
