package dev.plumbline.score.answer;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The little LaTeX that models write around numbers, made plain. */
final class Latex {
  private static final Pattern FRACTION =
      Pattern.compile("\\\\[dt]?frac\\s?\\{\\s?([^{}]{1,40})\\}\\s?\\{\\s?([^{}]{1,40})\\}");
  private static final Pattern GROUP =
      Pattern.compile("\\\\(?:boxed|text|textbf|mathrm|mathbf|mathit|mbox)\\s?\\{");
  private static final Pattern SPACES = Pattern.compile("\\\\[,;:! ]|~");
  private static final Pattern SUPERSCRIPT = Pattern.compile("(?<=10)([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})");
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Latex() {}

  static String plain(String text) {
    return mayHold(text) ? replaced(text) : text;
  }

  private static boolean mayHold(String text) {
    return text.indexOf('\\') >= 0
        || text.indexOf('~') >= 0
        || text.contains("{,}")
        || text.chars().anyMatch(c -> c > 0x80 && DIGITS.indexOf(c) >= 0);
  }

  private static String replaced(String text) {
    String ungrouped = GROUP.matcher(text.replace("{,}", ",").replace("\\%", "%")).replaceAll(" ");
    String spaced = SPACES.matcher(ungrouped).replaceAll(" ");
    String ratios = FRACTION.matcher(spaced).replaceAll("$1/$2");
    return SUPERSCRIPT
        .matcher(ratios)
        .replaceAll(
            power -> "^" + (power.group(1).equals("⁻") ? "-" : "") + digits(power.group(2)));
  }

  private static String digits(String superscript) {
    return superscript
        .chars()
        .map(DIGITS::indexOf)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining());
  }
}
