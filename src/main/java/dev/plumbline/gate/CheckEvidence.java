package dev.plumbline.gate;

/**
 * What speaks for and against a candidate in one check. Each of the two starts at 1 and is a
 * supermartingale under its null hypothesis: against "no regression" it ever reaches 1/α with
 * probability at most α, and so does that against "a regression of at least what is allowed".
 */
sealed interface CheckEvidence
    permits RareEvidence, PairedEvidence, ScoreEvidence, QuantityEvidence {

  static CheckEvidence start(CheckRule rule, double alpha) {
    return switch (rule.kind()) {
      case RARE_FAILURE -> RareEvidence.start(rule);
      case PAIRED_ANSWER -> PairedEvidence.start(rule);
      case SCORE -> ScoreEvidence.start(rule, alpha);
      case QUANTITY -> QuantityEvidence.start(rule);
    };
  }

  /** One pair, of which a side or both may be missing. */
  CheckEvidence after(GatePair.Sides sides);

  /** Whether a pair can have raised the evidence against the candidate. */
  boolean speaksAgainst(GatePair.Sides sides);

  /** ln of the evidence against "no regression". */
  double logFail();

  /** {@link #logFail}, or something larger where that is known without reckoning. */
  default double logFailAtMost() {
    return logFail();
  }

  /** ln of the evidence against "regression ≥ allowed". */
  double logPass();

  /** What is judged, as far as it is known: each limit is missed with probability at most α. */
  Limits limits(double alpha);

  /** Pairs that are missing to a PASS if all goes well from here on; about. */
  long missing(double logThreshold);
}
