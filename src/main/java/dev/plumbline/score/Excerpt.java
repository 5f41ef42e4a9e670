package dev.plumbline.score;

/** Foreign words in our own sentences: short, on one line, harmless to terminals and databases. */
final class Excerpt {
  private Excerpt() {}

  /** The beginning of a text, at most {@code max} code points, what is not printable escaped. */
  static String of(String text, int max) {
    StringBuilder excerpt = new StringBuilder();
    text.codePoints().limit(max).forEach(codePoint -> append(excerpt, codePoint));
    return text.codePointCount(0, text.length()) > max ? excerpt + "…" : excerpt.toString();
  }

  private static void append(StringBuilder excerpt, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.FORMAT,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          excerpt.append("\\u%04X".formatted(codePoint));
      default -> excerpt.appendCodePoint(codePoint);
    }
  }
}
