package dev.plumbline.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
public final class ReportText {
  private static final String NONE = "-";

  private ReportText() {}

  /**
   * Several tables.
   *
   * @param probes whether each probe is shown too
   */
  public static String of(SuitesReport report, boolean probes) {
    StringBuilder text = new StringBuilder();
    for (SuiteStats suite : report.suites()) {
      text.append(head(suite)).append(families(suite)).append('\n').append(costs(suite));
      if (probes) {
        text.append('\n').append(probes(suite));
      }
      text.append('\n');
    }
    return text.append(coverage("FAULT CLASS", report.faultClasses(), "<- no probe sees it"))
        .append('\n')
        .append(coverage("CHECK", report.checks(), ""))
        .toString();
  }

  private static String head(SuiteStats suite) {
    SuiteStats.Measured measured = suite.measured();
    String command = "plumbline suite measure TARGET --suite " + suite.suite();
    String basis =
        measured == null
            ? "not measured: tokens are estimates (~); measure them: " + command
            : measured.sameVersion()
                ? "measured %s, %d times on %s"
                    .formatted(
                        measured.at(), measured.times(), String.join(", ", measured.targets()))
                : "measured %s on another version, %s: tokens are estimates (~); measure again: %s"
                    .formatted(measured.at(), measured.version(), command);
    return "suite %s, version %s%n%s%n%n".formatted(suite.suite(), suite.version(), basis);
  }

  private static String families(SuiteStats suite) {
    TextTable table =
        new TextTable(
            List.of(
                "FAMILY",
                "PROBES",
                "STREAMED",
                "PROMPT TOKENS",
                "ANSWER TOKENS",
                "SCRIPTS",
                "LANGUAGES",
                "CHECKS",
                "SEES"));
    List<SuiteStats.Group> groups = new ArrayList<>(suite.families());
    if (groups.size() > 1) {
      groups.add(suite.total());
    }
    for (SuiteStats.Group group : groups) {
      table.row(
          List.of(
              group.name(),
              String.valueOf(group.probes()),
              String.valueOf(group.streamed()),
              count(group.tokens().prompt(), group.tokens()),
              count(group.tokens().answer(), group.tokens()),
              words(group.scripts()),
              words(group.languages()),
              words(group.checks()),
              words(group.sees())));
    }
    return table.text();
  }

  private static String costs(SuiteStats suite) {
    if (suite.costs().isEmpty()) {
      return "  money per 1,000 probes: no price in fleet.yaml\n";
    }
    TextTable table =
        new TextTable(
            List.of("MONEY PER 1,000 PROBES", "INPUT, A MILLION", "OUTPUT, A MILLION", "TARGETS"));
    boolean estimated = suite.total().tokens().estimated();
    for (SuiteStats.Cost cost : suite.costs()) {
      table.row(
          List.of(
              String.format(Locale.ROOT, "%s$%.2f", estimated ? "~" : "", cost.perThousandProbes()),
              String.format(Locale.ROOT, "$%.2f", cost.price().input()),
              String.format(Locale.ROOT, "$%.2f", cost.price().output()),
              shortened(cost.targets())));
    }
    return table.text();
  }

  private static String shortened(List<String> targets) {
    return targets.size() <= 3
        ? String.join(", ", targets)
        : "%s and %d more".formatted(targets.getFirst(), targets.size() - 1);
  }

  private static String probes(SuiteStats suite) {
    TextTable table =
        new TextTable(
            List.of(
                "PROBE",
                "FAMILY",
                "PROMPT TOKENS",
                "ANSWER TOKENS",
                "SCRIPTS",
                "SEES",
                "CHECKS: HEALTHY FAILURES (AT MOST, 95 %)"));
    for (SuiteStats.ProbeStats probe : suite.probes()) {
      table.row(
          List.of(
              probe.id(),
              probe.family(),
              count(probe.tokens().prompt(), probe.tokens()),
              count(probe.tokens().answer(), probe.tokens()),
              words(probe.scripts()),
              words(probe.sees()),
              probe.checks().stream()
                  .map(check -> check + failures(probe.failures().get(check)))
                  .collect(Collectors.joining(", "))));
    }
    return table.text();
  }

  private static String failures(@org.jspecify.annotations.Nullable CheckRate rate) {
    if (rate == null) {
      return "";
    }
    String score =
        rate.meanScore() == null ? "" : String.format(Locale.ROOT, " mean %.2f", rate.meanScore());
    return rate.trials() == 0
        ? score.isEmpty() ? " no trial" : score
        : String.format(
            Locale.ROOT,
            " %d/%d (%.1f %%)%s",
            rate.failures(),
            rate.trials(),
            rate.upper95() * 100,
            score);
  }

  private static String coverage(
      String heading, Map<String, Map<String, Integer>> counts, String whenNone) {
    List<String> headings = new ArrayList<>(List.of(heading));
    counts.values().stream().limit(1).forEach(row -> headings.addAll(row.keySet()));
    boolean several = headings.size() > 2;
    headings.add(several ? "TOTAL" : "");
    TextTable table = new TextTable(headings);
    counts.forEach((word, row) -> {
      int total = row.values().stream().mapToInt(Integer::intValue).sum();
      List<String> cells = new ArrayList<>(List.of(word));
      row.values().forEach(count -> cells.add(String.valueOf(count)));
      String hint = total == 0 ? whenNone : "";
      cells.add(several ? (total + "  " + hint).stripTrailing() : hint);
      table.row(cells);
    });
    return table.text();
  }

  private static String count(double tokens, TokenCount basis) {
    return String.format(Locale.ROOT, "%s%,.0f", basis.estimated() ? "~" : "", tokens);
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? NONE : String.join(" ", words);
  }
}
