package dev.plumbline.gate;

import java.util.Locale;

/**
 * Where one check stands, for readers.
 *
 * @param allowed the regression from which on the candidate must not pass
 * @param limits of the candidate's failure rate, of rare failures; else of the difference; at 1 −
 *     α, at every look together
 * @param weight its part in Σ w·E
 * @param logFail ln of the evidence against "no regression"
 * @param logPass ln of the evidence against "regression ≥ allowed"
 * @param logMissing ln of the evidence against "what is missing hides it"
 * @param passes whether it lets the candidate pass
 * @param needs what is still missing to that, for people; empty where nothing is
 */
public record CheckReport(
    String check,
    CheckKind kind,
    boolean required,
    double allowed,
    Tally tally,
    Limits limits,
    double weight,
    double logFail,
    double logPass,
    double logMissing,
    boolean passes,
    String needs) {

  static CheckReport of(CheckState state, Policy policy) {
    CheckRule rule = state.rule();
    return new CheckReport(
        rule.check(),
        rule.kind(),
        rule.required(),
        rule.allowed(),
        state.tally(),
        state.evidence().limits(policy.alpha()),
        state.weight(),
        state.evidence().logFail(),
        state.evidence().logPass(),
        state.missing().logEvidence(),
        state.passes(policy),
        needs(state, policy));
  }

  private static String needs(CheckState state, Policy policy) {
    if (state.passes(policy)) {
      return "";
    }
    Tally tally = state.tally();
    double most = policy.missing().most();
    if (tally.trials() == 0) {
      return "trials: there is none";
    }
    if (tally.missingShare() > most) {
      return String.format(
          Locale.ROOT,
          "answers: %.1f %% of the candidate's are missing, at most %.1f %% may be",
          100 * tally.missingShare(),
          100 * most);
    }
    double logThreshold = policy.logThreshold();
    long pairs = state.evidence().missing(logThreshold);
    long answered = Pace.missing(state.missing(), logThreshold);
    return pairs >= answered
        ? String.format(Locale.ROOT, "about %,d more pairs without a difference", pairs)
        : String.format(Locale.ROOT, "about %,d more pairs that the candidate answers", answered);
  }
}
