package dev.plumbline.input;

/** Texts that strangers write and people read. */
public final class Printable {
  private Printable() {}

  /** Whether every character shows as itself: none of control, none that turns the line round. */
  public static boolean is(String text) {
    return text.codePoints().allMatch(Printable::shows);
  }

  /** The text on one line, what does not show as spaces, cut where it is too long. */
  public static String brief(String text, int most) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(4L * most)
        .forEach(character -> shown.appendCodePoint(shows(character) ? character : ' '));
    String line = shown.toString().strip().replaceAll(" {2,}", " ");
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
    return line.substring(0, end).stripTrailing() + "…";
  }

  private static boolean shows(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
