package dev.plumbline.triage;

/**
 * Hostile text made harmless to the eye: what would turn the reading direction round, or be nothing
 * to see at all, is written out. Against markup the templates' own escaping stands.
 */
final class Visible {
  private Visible() {}

  /** The text with every character that cannot be seen as {@code ⟨U+202E⟩}. */
  static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(codePoint -> {
          if (hidden(codePoint)) {
            shown.append(String.format("⟨U+%04X⟩", codePoint));
          } else {
            shown.appendCodePoint(codePoint);
          }
        });
    return shown.toString();
  }

  private static boolean hidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint != '\n' && codePoint != '\t';
      // Zero-width joiners belong to healthy text: emoji, Persian, Indic scripts.
      case Character.FORMAT -> codePoint != 0x200C && codePoint != 0x200D;
      case Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
