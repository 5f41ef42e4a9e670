package dev.plumbline.gate;

import java.util.List;
import java.util.Locale;

/**
 * A verdict as others read it, in JSON.
 *
 * @param gate name of the policy
 * @param verdict pass, fail, inconclusive or error
 * @param ok whether the gate opens
 * @param status SUCCEEDED, TERMINAL or RUNNING, as deployment tools poll it; INCONCLUSIVE that
 *     holds is RUNNING
 * @param score share of required checks that let the candidate pass, in percent; 0 after a FAIL
 * @param progress pairs of the budget, for people
 * @param evidence against "no regression", all required checks together
 * @param decidesAt evidence from which on it decides, 1/α
 */
public record GateBody(
    String gate,
    String verdict,
    boolean ok,
    String status,
    double score,
    String progress,
    long samples,
    double alpha,
    double evidence,
    double decidesAt,
    List<Detector> detectors,
    List<String> reasons) {
  private static final String PASS = "pass";

  /**
   * One check.
   *
   * @param rate of the candidate, of rare failures; else the mean by which it is worse
   * @param evidenceAgainst "no regression"
   * @param evidenceFor against "regression ≥ allowed"
   */
  public record Detector(
      String name,
      String kind,
      boolean required,
      String verdict,
      double allowed,
      Limits rate,
      Tally counts,
      double evidenceAgainst,
      double evidenceFor,
      double evidenceAnswered,
      String needs) {

    /** Whether it lets the candidate pass. */
    public boolean passes() {
      return verdict.equals(PASS);
    }

    /** Whether it is a part of what a FAIL follows from. */
    boolean speaksAgainst() {
      return required && evidenceAgainst > 1 && !passes();
    }

    static Detector of(CheckReport report) {
      return new Detector(
          report.check(),
          CheckRuleReader.word(report.kind()),
          report.required(),
          report.passes() ? PASS : "inconclusive",
          report.allowed(),
          report.limits(),
          report.tally(),
          value(report.logFail()),
          value(report.logPass()),
          value(report.logMissing()),
          report.needs());
    }
  }

  /** What a state and its verdict say. */
  public static GateBody of(GateState state, Verdict verdict) {
    Policy policy = state.policy();
    List<CheckReport> reports = state.reports();
    long most = policy.budget().mostPairs();
    return new GateBody(
        policy.name(),
        verdict.word(),
        verdict.opens(),
        status(verdict, policy.inconclusive()),
        score(verdict, reports),
        most == Long.MAX_VALUE
            ? String.format(Locale.ROOT, "%d pairs", state.pairs())
            : String.format(Locale.ROOT, "%d/%d pairs", state.pairs(), most),
        state.pairs(),
        policy.alpha(),
        value(state.logFail()),
        1 / policy.alpha(),
        reports.stream().map(Detector::of).toList(),
        verdict.reasons());
  }

  /** While more pairs can decide: as if it ended now, but running. */
  public static GateBody running(GateState state) {
    GateBody now = of(state, state.ended("it runs: undecided"));
    return new GateBody(
        now.gate,
        now.verdict,
        false,
        "RUNNING",
        now.score,
        now.progress,
        now.samples,
        now.alpha,
        now.evidence,
        now.decidesAt,
        now.detectors,
        now.reasons);
  }

  /** What {@link #verdict} says. */
  public Verdict judged() {
    return Verdict.of(verdict, reasons);
  }

  private static double score(Verdict verdict, List<CheckReport> reports) {
    return switch (verdict) {
      case Verdict.Pass _ -> 100;
      case Verdict.Fail _, Verdict.Broken _ -> 0;
      case Verdict.Inconclusive _ -> {
        List<CheckReport> required = reports.stream().filter(CheckReport::required).toList();
        long passing = required.stream().filter(CheckReport::passes).count();
        // Below what any threshold for a pass should be, also where something else forbids it.
        yield Math.min(50, 100.0 * passing / required.size());
      }
    };
  }

  private static String status(Verdict verdict, Policy.Inconclusive inconclusive) {
    return switch (verdict) {
      case Verdict.Pass _ -> "SUCCEEDED";
      case Verdict.Fail _, Verdict.Broken _ -> "TERMINAL";
      case Verdict.Inconclusive _ ->
          switch (inconclusive) {
            case BLOCK -> "TERMINAL";
            case HOLD -> "RUNNING";
          };
    };
  }

  /** JSON has no word for infinite. */
  private static double value(double log) {
    return Math.min(StrictMath.exp(log), Double.MAX_VALUE);
  }
}
