package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.Expected;

/** Regular expressions that find a text as it stands, escaped no more than needed. */
final class QuotedRegex {
  private static final String SPECIAL = "\\^$.|?*+()[{";

  private QuotedRegex() {}

  static Expected.Regex contains(String text) {
    return new Expected.Regex(quoted(text));
  }

  /** In any case, beyond ASCII only where the text goes beyond it. */
  static Expected.Regex containsAnyCase(String text) {
    boolean ascii = text.chars().allMatch(character -> character < 128);
    return new Expected.Regex((ascii ? "(?i)" : "(?iu)") + quoted(text));
  }

  static Expected.Regex startsWith(String text) {
    return new Expected.Regex("\\A" + quoted(text));
  }

  /** The whole answer, to the last space. */
  static Expected.Regex is(String text) {
    return new Expected.Regex("\\A" + quoted(text) + "\\z");
  }

  private static String quoted(String text) {
    StringBuilder regex = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '\n' -> regex.append("\\n");
            case '\r' -> regex.append("\\r");
            case '\t' -> regex.append("\\t");
            default -> {
              if (SPECIAL.indexOf(point) >= 0) {
                regex.append('\\');
              }
              regex.appendCodePoint(point);
            }
          }
        });
    return regex.toString();
  }
}
