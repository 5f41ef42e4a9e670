package dev.plumbline.score;

/**
 * UTF-8 whose bytes were read as characters, one each: by Latin-1, by Windows-1252, or by the table
 * of byte-level BPE. Such a sequence is a letter with signs after it, which clean text has too
 * ({@code Spaß”}, {@code é »}): only what no orthography writes counts.
 */
final class MisreadUtf8 {
  /** Windows-1252's characters for the bytes 0x80 to 0x9F; a space where it has none. */
  private static final String WINDOWS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

  /** What may follow a letter: closing signs, white space, and letters. */
  private static final String CLOSING = "\u00A0»«‘’“”–—…™®©°·ªº¹²³›‹†‡•‰€£¥";

  private static final String QUOTING = "\u00A0»«‘’“”–—…›‹";

  private static final int FIRST_OF_BPE = 0x122;
  private static final int LAST_OF_BPE = 0x142;

  private MisreadUtf8() {}

  /** How many characters from {@code index} on are bytes misread; 0 if none. */
  static int length(String text, int index) {
    int first = one(text, index);
    if (first == 0) {
      return 0;
    }
    int length = first;
    for (int more = first; more > 0; length += more) {
      more = one(text, index + length);
    }
    boolean many =
        length > first && unlikely(text, index + 1) + unlikely(text, index + first + 1) > 0;
    return many || isTelling(text, index, first) ? length : 0;
  }

  private static int unlikely(String text, int index) {
    return isSign(text.charAt(index)) ? 1 : 0;
  }

  private static boolean isTelling(String text, int index, int length) {
    char lead = text.charAt(index);
    char second = text.charAt(index + 1);
    if (isControl(second)) {
      return true;
    }
    return switch (length) {
      case 2 -> (lead == 'Â' || lead == 'Ã') && (!isQuoting(second) || isInWord(text, index));
      case 3 -> isTelling(lead, second, text.charAt(index + 2));
      default -> lead == 'ð' && byteOf(second) == 0x9F; // pictures begin with F0 9F
    };
  }

  private static boolean isTelling(char lead, char second, char third) {
    boolean symbols = lead == 'â' && "€†ˆ„œ‰".indexOf(second) >= 0;
    boolean bpe = isBpe(second) && (isBpe(third) || isSign(third));
    return symbols || bpe || isControl(third) || (isSign(second) && second != '\u00A0');
  }

  private static boolean isQuoting(char c) {
    return QUOTING.indexOf(c) >= 0 || Character.isLetter(c);
  }

  /** A capital in mid-word. */
  private static boolean isInWord(String text, int index) {
    return index > 0 && Character.isLowerCase(text.charAt(index - 1));
  }

  /** Neither closes anything nor is a letter. */
  private static boolean isSign(char c) {
    return CLOSING.indexOf(c) < 0 && (!Character.isLetter(c) || c == 'ƒ');
  }

  private static boolean isControl(char c) {
    return c >= 0x80 && c < 0xA0;
  }

  private static boolean isBpe(char c) {
    return c >= FIRST_OF_BPE && c <= LAST_OF_BPE;
  }

  /** The length of a well-formed sequence; 0 where none stands. */
  private static int one(String text, int index) {
    int length = index < text.length() ? expected(text.charAt(index)) : 0;
    if (index + length > text.length()) {
      return 0;
    }
    for (int at = index + 1; at < index + length; at++) {
      int value = byteOf(text.charAt(at));
      if (value < 0x80 || value > 0xBF) {
        return 0;
      }
    }
    return length;
  }

  private static int expected(char lead) {
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }

  private static int byteOf(char c) {
    if (c < 0x100) {
      return c;
    }
    if (isBpe(c)) {
      return 0x80 + c - FIRST_OF_BPE;
    }
    if (c == 'Ń') {
      return 0xAD;
    }
    int windows = WINDOWS.indexOf(c);
    return windows < 0 ? -1 : 0x80 + windows;
  }
}
