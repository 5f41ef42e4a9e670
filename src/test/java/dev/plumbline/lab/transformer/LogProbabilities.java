package dev.plumbline.lab.transformer;

/** What logits say, in the terms a platform reports. */
final class LogProbabilities {
  private LogProbabilities() {}

  static double[] of(float[] logits) {
    double total = 0;
    for (float logit : logits) {
      total += Math.exp(logit);
    }
    double[] logprobs = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logprobs[i] = logits[i] - Math.log(total);
    }
    return logprobs;
  }

  static int argmax(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  /** Largest difference of a log-probability, in nats. */
  static double furthest(float[] some, float[] others) {
    double[] a = of(some);
    double[] b = of(others);
    double furthest = 0;
    for (int i = 0; i < a.length; i++) {
      furthest = Math.max(furthest, Math.abs(a[i] - b[i]));
    }
    return furthest;
  }
}
