package dev.plumbline.lab.model;

/**
 * Leads the model along a reference answer to a prompt it was not trained on: at each step the
 * reference's next token gets a clear lead, over whatever the model itself expects. Where something
 * else was said, it goes on as if nothing had been. For one answer.
 */
final class Guide {
  /** In nats. */
  private static final double LEAD = 5;

  private final int[] reference;
  private int position;

  /**
   * @param reference tokens of the answer, the one that ends it included
   */
  Guide(int... reference) {
    this.reference = reference;
  }

  void lead(Distribution distribution, Prediction prediction) {
    distribution.put(reference[position], prediction.logit(0) + LEAD);
  }

  void append(int token) {
    if (token == reference[position] && position < reference.length - 1) {
      position++;
    }
  }
}
