package dev.plumbline.app.cli;

import dev.plumbline.reference.BorderFindings;
import dev.plumbline.reference.BorderPrompt;
import dev.plumbline.reference.BorderSettings;
import dev.plumbline.reference.FirstTokens;
import java.util.Locale;

/** Found border prompts for people, the most evenly balanced first. */
final class BorderTable {
  private static final String ROW = "  %-22s %-22s %5s  %s%n";

  private BorderTable() {}

  static String of(BorderFindings findings, BorderSettings settings) {
    StringBuilder table = new StringBuilder();
    table.append(String.format(Locale.ROOT, ROW, "likeliest", "second", "draws", "prompt"));
    findings.found().forEach(found -> table.append(row(found)));
    table.append(
        String.format(
            Locale.ROOT,
            "%n%d of %d wanted, among %,d candidates by %,d requests, %,d of them not answered%s%n",
            findings.found().size(),
            settings.wanted(),
            findings.screened(),
            findings.spent().requests(),
            findings.spent().unanswered(),
            findings.spent().notAnswered() == null ? "" : ": " + findings.spent().notAnswered()));
    return table.toString();
  }

  private static String row(BorderPrompt found) {
    FirstTokens first = found.first();
    return String.format(
        Locale.ROOT, ROW, token(first, 0), token(first, 1), first.draws(), found.prompt());
  }

  private static String token(FirstTokens first, int rank) {
    return String.format(
        Locale.ROOT, "%.2f %s", first.share(rank), first.counts().get(rank).shown());
  }
}
