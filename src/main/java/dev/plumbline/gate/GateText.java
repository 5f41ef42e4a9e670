package dev.plumbline.gate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Verdicts and plans as tables, for people. */
public final class GateText {
  private static final int COLUMN_GAP = 2;

  private GateText() {}

  /** A verdict with its reasons and a row for each check. */
  public static String of(GateBody body) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: gate %s, %,d pairs, alpha %s%n",
            body.verdict().toUpperCase(Locale.ROOT),
            body.gate(),
            body.samples(),
            body.alpha()));
    body.reasons().forEach(reason -> text.append("  ").append(reason).append('\n'));
    text.append('\n');
    List<List<String>> rows =
        Stream.concat(
                Stream.of(
                    List.of(
                        "check",
                        "kind",
                        "pairs",
                        "candidate",
                        "baseline",
                        String.format(Locale.ROOT, "rate (%.4g %%)", 100 * (1 - body.alpha())),
                        "allowed",
                        "against",
                        "for",
                        "needs")),
                body.detectors().stream().map(GateText::row))
            .toList();
    return text + table(rows);
  }

  private static List<String> row(GateBody.Detector check) {
    Tally tally = check.counts();
    Limits limits = check.rate();
    boolean quantity = check.kind().equals(CheckRuleReader.word(CheckKind.QUANTITY));
    return List.of(
        check.name() + (check.required() ? "" : " (advisory)"),
        check.kind(),
        String.format(Locale.ROOT, "%,d", tally.asked()),
        quantity
            ? String.format(Locale.ROOT, "%,d larger", tally.losses())
            : String.format(Locale.ROOT, "%,d of %,d", tally.failures(), tally.trials()),
        quantity
            ? String.format(Locale.ROOT, "%,d larger", tally.wins())
            : String.format(
                Locale.ROOT, "%,d of %,d", tally.baselineFailures(), tally.baselineTrials()),
        String.format(
            Locale.ROOT, "%.4f (%.4f to %.4f)", limits.estimate(), limits.lower(), limits.upper()),
        String.format(Locale.ROOT, "%s", check.allowed()),
        Reasons.ofValue(check.evidenceAgainst()),
        Reasons.ofValue(check.evidenceFor()),
        check.passes() ? "nothing" : check.needs());
  }

  /** What a policy costs and buys. */
  public static String of(GatePlan plan) {
    Policy policy = plan.policy();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "gate %s: %,d pairs, alpha %s%n"
                + "an identical candidate passes with probability %.3f, after %,.0f pairs on"
                + " average; %s%n%n",
            policy.name(),
            policy.budget().mostPairs(),
            policy.alpha(),
            plan.passes(),
            plan.meanPairs(),
            plan.needed().isPresent()
                ? String.format(
                    Locale.ROOT,
                    "%,d pairs are enough for %s",
                    plan.needed().getAsLong(),
                    policy.power())
                : String.format(
                    Locale.ROOT,
                    "no budget that could be simulated is enough for %s",
                    policy.power())));
    Stream<String> shares =
        GatePlan.SHARES.stream()
            .map(share -> String.format(Locale.ROOT, "%s %% spoilt", 100 * share));
    List<List<String>> rows =
        Stream.concat(
                Stream.of(
                    Stream.concat(Stream.of("check", "kind", "allowed", "passes", "pairs"), shares)
                        .toList()),
                plan.checks().stream().map(GateText::row))
            .toList();
    text.append(table(rows));
    text.append(
        "pairs: to a PASS of this check, mean; spoilt: pairs to a FAIL by this check alone, mean,"
            + " and how often within the budget\n");
    return text.toString();
  }

  private static List<String> row(GatePlan.CheckPlan check) {
    Stream<String> fails =
        check.fails().stream()
            .map(fail ->
                fail.fails() == 0
                    ? "never"
                    : String.format(
                        Locale.ROOT, "%,.0f (%.0f %%)", fail.meanPairs(), 100 * fail.fails()));
    return Stream.concat(
            Stream.of(
                check.rule().check(),
                CheckRuleReader.word(check.rule().kind()),
                String.format(Locale.ROOT, "%s", check.rule().allowed()),
                String.format(Locale.ROOT, "%.3f", check.passes()),
                String.format(Locale.ROOT, "%,.0f", check.meanPairs())),
            fails)
        .toList();
  }

  private static String table(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < columns; k++) {
        int column = k;
        int width = rows.stream().mapToInt(it -> it.get(column).length()).max().orElse(0);
        line.append(row.get(k)).append(" ".repeat(width - row.get(k).length() + COLUMN_GAP));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
