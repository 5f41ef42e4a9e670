package dev.plumbline.gate;

/**
 * What the owner expects of a healthy candidate, for the plan and for the first stakes. If it is
 * wrong a gate takes longer; what it promises stays true.
 *
 * @param failures share of trials that fail; of rare failures
 * @param differing share of pairs whose sides differ by chance alone
 * @param by how much those differ, above 0 up to 1; of scores
 * @param right share of answers that are right, or their mean score
 */
public record Expected(double failures, double differing, double by, double right) {
  static final double USUAL_FAILURES = 1e-4;

  /** Where a policy says nothing. */
  static Expected of(CheckKind kind) {
    return switch (kind) {
      case RARE_FAILURE -> new Expected(USUAL_FAILURES, 2 * USUAL_FAILURES, 1, 1);
      case PAIRED_ANSWER -> new Expected(0, 0.04, 1, 0.9);
      case SCORE -> new Expected(0, 0.2, 0.3, 0.9);
      case QUANTITY -> new Expected(0, 1, 1, 1);
    };
  }
}
