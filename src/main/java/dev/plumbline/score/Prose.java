package dev.plumbline.score;

import java.util.regex.Pattern;

/**
 * What of a text is running words: letters and the punctuation of sentences, without code,
 * addresses, numbers and symbols.
 *
 * @param text with single spaces
 * @param weight its letters; one that stands for a syllable or a word counts twice
 */
record Prose(String text, int weight) {
  /** As much as tells a language; more only costs time. */
  private static final int CHARS = 240;

  private static final int OF_A_SYLLABLE = 2;

  /** Fenced, or between backquotes; also HTML tags and addresses. */
  private static final Pattern NO_PROSE =
      Pattern.compile(
          "```.*?(?:```|\\z)|`[^`\\n]{1,200}`|</?[a-zA-Z][^<>\\n]{0,200}>|https?://\\S+",
          Pattern.DOTALL);

  private static final String PUNCTUATION = ".,;:!?'’-";

  static Prose of(String answer) {
    String words = mayHoldCode(answer) ? NO_PROSE.matcher(answer).replaceAll(" ") : answer;
    StringBuilder prose = new StringBuilder(words.length());
    int weight = 0;
    for (int at = 0; at < words.length(); at++) {
      char c = words.charAt(at);
      boolean letter = Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
      if (letter || PUNCTUATION.indexOf(c) >= 0 || Character.isSurrogate(c)) {
        prose.append(c);
        weight += letter ? weight(c) : 0;
      } else if (!prose.isEmpty() && prose.charAt(prose.length() - 1) != ' ') {
        prose.append(' ');
      }
    }
    return new Prose(prose.toString(), weight);
  }

  private static boolean mayHoldCode(String answer) {
    return answer.indexOf('`') >= 0 || answer.contains("</") || answer.contains("://");
  }

  private static int weight(char c) {
    return c >= 0x2E80 && c <= 0xFFDC ? OF_A_SYLLABLE : 1;
  }

  /** The last of it, from the beginning of a word on. */
  String end() {
    int from = Math.max(0, text.length() - CHARS);
    int word = text.indexOf(' ', from);
    return from == 0 || word < 0 || word > from + CHARS / 2
        ? text.substring(from)
        : text.substring(word + 1);
  }
}
