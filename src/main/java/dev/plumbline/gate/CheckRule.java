package dev.plumbline.gate;

import org.jspecify.annotations.Nullable;

/**
 * What a policy asks of one check.
 *
 * @param check its name
 * @param required whether it decides; an advisory one is only reported
 * @param allowed the regression from which on the candidate must not pass: of rare failures its own
 *     failure rate, of answers and scores the mean by which it is worse, of quantities the excess
 *     of pairs it loses
 * @param objective p0, the rate a healthy target is certified to stay under; null: compared with
 *     the baseline instead; of rare failures only
 * @param weight its part in Σ w·E, in any unit
 * @param worse of quantities: which way is worse
 */
public record CheckRule(
    String check,
    CheckKind kind,
    boolean required,
    double allowed,
    @Nullable Double objective,
    double weight,
    Worse worse,
    Expected expected) {

  public CheckRule {
    if (!(allowed > 0 && allowed < 1) || !(weight > 0)) {
      throw new IllegalArgumentException(
          "%s: allowed %s, weight %s".formatted(check, allowed, weight));
    }
  }

  /** A required check as a policy has it that says nothing but its name and kind. */
  public static CheckRule usual(String check, CheckKind kind) {
    return new CheckRule(
        check, kind, true, kind.usuallyAllowed(), null, 1, worse(check), Expected.of(kind));
  }

  /** Time is worse the longer it is; of anything else nobody knows. */
  static Worse worse(String check) {
    return check.equals("latency") ? Worse.HIGHER : Worse.EITHER;
  }
}
