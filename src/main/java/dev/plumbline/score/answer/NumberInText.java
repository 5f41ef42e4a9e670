package dev.plumbline.score.answer;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people and models write it: 1,284.5 and 1.284,5 and 3,14; thin or non-breaking spaces
 * between thousands; a lone comma before exactly three digits stands between thousands; −5, 6e23, 6
 * × 10^23, 3/4, \frac{3}{4}. Not numbers: parts of words (H2O), of versions and dates (1.2.3), and
 * ordinals (3rd).
 *
 * @param text as it stands in the answer, LaTeX read
 * @param after what follows it there
 */
record NumberInText(double value, String text, String after) {
  private static final String SPACE = "[\\u00A0\\u2009\\u202F]";
  private static final String DIGITS =
      "(?<english>[1-9]\\d{0,2}(?:,\\d{3})++(?:\\.\\d++)?"
          + "|\\d{1,3}(?:"
          + SPACE
          + "\\d{3})++(?:[.,]\\d++)?"
          + "|\\d++(?:[.,]\\d++)?|\\.\\d++)";
  private static final String GERMAN = "(?<german>[1-9]\\d{0,2}(?:\\.\\d{3})++,\\d++)";
  private static final String POWER =
      "(?:[eE](?<e>[-+−]?\\d{1,3})(?![\\p{L}\\p{N}])"
          + "|\\s?(?:[×·x*]|\\\\times|\\\\cdot)\\s?10(?:\\^|\\*\\*)\\{?(?<power>[-+−]?\\d{1,3})\\}?)?+";
  static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_])(?<![\\p{N}][.,:])(?<sign>[-+−])?"
              + ("(?:" + GERMAN + "|" + DIGITS + ")(?!\\p{N})(?![.,]\\p{N})" + POWER)
              + "(?:\\s?[/⁄]\\s?(?<below>\\d{1,15})(?![.,]?\\p{N}))?+"
              + "(?!(?:st|nd|rd|th)(?!\\p{L}))");

  /** Digits, points, signs and what powers and fractions are written with. */
  private static final String ASCII_PARTS = "0123456789.,+-*^{}/\\eExtimescdot \t\n\r\f\u000B";

  /** The last number of a text; empty where there is none. */
  static Optional<NumberInText> last(String text) {
    String plain = Latex.plain(text);
    Matcher matcher = NUMBER.matcher(plain).useTransparentBounds(true).useAnchoringBounds(false);
    for (int end = afterLastDigit(plain, plain.length()); end > 0; ) {
      int start = startOfStretch(plain, end);
      // One more than the last digit: 10^{23} ends in a brace.
      @Nullable MatchResult last = lastIn(matcher.region(start, Math.min(end + 1, plain.length())));
      if (last != null) {
        return Optional.of(
            new NumberInText(value(last), last.group(), plain.substring(last.end())));
      }
      end = afterLastDigit(plain, start);
    }
    return Optional.empty();
  }

  private static int afterLastDigit(String text, int end) {
    int at = end;
    while (at > 0 && !isDigit(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whatever a number can be written with, back from here: no number reaches beyond it. */
  private static int startOfStretch(String text, int end) {
    int at = end;
    while (at > 0 && canBePartOfNumber(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean canBePartOfNumber(char c) {
    return c < 0x80 ? ASCII_PARTS.indexOf(c) >= 0 : !Character.isLetter(c);
  }

  private static @Nullable MatchResult lastIn(Matcher matcher) {
    @Nullable MatchResult last = null;
    while (matcher.find()) {
      last = matcher.toMatchResult();
    }
    return last;
  }

  private static double value(MatchResult match) {
    double number = Double.parseDouble(digits(match) + "e" + exponent(match));
    @Nullable String below = match.group("below");
    double ratio = below == null ? number : number / Double.parseDouble(below);
    return "-".equals(ascii(match.group("sign"))) ? -ratio : ratio;
  }

  private static String digits(MatchResult match) {
    @Nullable String german = match.group("german");
    if (german != null) {
      return german.replace(".", "").replace(',', '.');
    }
    String english = match.group("english").replaceAll(SPACE, "");
    boolean thousands = english.matches("[1-9]\\d{0,2}(?:,\\d{3})++(?:\\.\\d++)?");
    return thousands ? english.replace(",", "") : english.replace(',', '.');
  }

  private static String exponent(MatchResult match) {
    @Nullable String power = match.group("e") == null ? match.group("power") : match.group("e");
    return power == null ? "0" : ascii(power);
  }

  private static String ascii(@Nullable String sign) {
    return sign == null ? "" : sign.replace('−', '-');
  }
}
