package dev.plumbline.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Verdicts with what they follow from, for people. */
final class Reasons {
  private Reasons() {}

  static Verdict.Pass pass(GateState state) {
    return new Verdict.Pass(
        List.of(
            String.format(
                Locale.ROOT,
                "after %,d pairs, in each of %d checks a regression of what is allowed is refuted"
                    + " (evidence %s or more)",
                state.pairs(),
                state.required().size(),
                number(state.policy().logThreshold()))));
  }

  static Verdict.Fail fail(GateState state) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        String.format(
            Locale.ROOT,
            "after %,d pairs, evidence against \"no regression\" is %s, %s decides",
            state.pairs(),
            number(state.logFail()),
            number(state.policy().logThreshold())));
    state.required().stream()
        .filter(check -> check.evidence().logFail() > 0)
        .sorted(Comparator.comparingDouble(check -> -weighed(check)))
        .limit(3)
        .forEach(check -> reasons.add(against(check)));
    return new Verdict.Fail(List.copyOf(reasons));
  }

  static Verdict.Inconclusive inconclusive(GateState state, String why) {
    List<String> reasons = new ArrayList<>();
    reasons.add(String.format(Locale.ROOT, "%s after %,d pairs", why, state.pairs()));
    state.required().stream()
        .map(check -> CheckReport.of(check, state.policy()))
        .filter(report -> !report.passes())
        .forEach(report -> reasons.add(report.check() + " needs " + report.needs()));
    return new Verdict.Inconclusive(List.copyOf(reasons));
  }

  /** A number of this logarithm, short; a PASS or FAIL is never told by rounding. */
  static String number(double log) {
    return ofValue(StrictMath.exp(log));
  }

  /** {@link #number} of the number itself. */
  static String ofValue(double value) {
    return value < 1e5
        ? String.format(Locale.ROOT, "%.3g", value)
        : String.format(Locale.ROOT, "%.1e", Math.min(value, Double.MAX_VALUE));
  }

  private static double weighed(CheckState check) {
    return StrictMath.log(check.weight()) + check.evidence().logFail();
  }

  private static String against(CheckState check) {
    Tally tally = check.tally();
    String counts =
        switch (check.rule().kind()) {
          case RARE_FAILURE ->
              String.format(
                  Locale.ROOT,
                  "%,d of %,d failed, of the baseline's %,d of %,d",
                  tally.failures(),
                  tally.trials(),
                  tally.baselineFailures(),
                  tally.baselineTrials());
          case PAIRED_ANSWER, SCORE ->
              String.format(
                  Locale.ROOT,
                  "worse in %,d pairs, better in %,d of %,d",
                  tally.losses(),
                  tally.wins(),
                  Math.min(tally.trials(), tally.baselineTrials()));
          case QUANTITY ->
              String.format(
                  Locale.ROOT,
                  "larger in %,d pairs, smaller in %,d of %,d",
                  tally.losses(),
                  tally.wins(),
                  Math.min(tally.trials(), tally.baselineTrials()));
        };
    return "%s: %s, evidence %s"
        .formatted(check.rule().check(), counts, number(check.evidence().logFail()));
  }
}
