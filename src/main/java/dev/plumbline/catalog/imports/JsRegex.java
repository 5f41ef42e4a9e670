package dev.plumbline.catalog.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of JavaScript, without flags, as java.util.regex reads them. What differs
 * between the two is rewritten: {@code $} is the very end, {@code [^]} is anything, a brace that
 * counts nothing is a brace, a letter without meaning of its own after a backslash is a letter.
 */
final class JsRegex {
  private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(,\\d*)?}");
  private static final Pattern GROUP_NAME = Pattern.compile("(\\(\\?<|\\\\k<)([A-Za-z_$][\\w$]*)>");

  /** Letters that mean the same in both after a backslash. */
  private static final String SHARED = "bBdDfnrsStwWxuc";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private JsRegex(String source) {
    this.source = source;
  }

  /**
   * The same expression for Java.
   *
   * @throws PatternSyntaxException if there is none
   */
  static String toJava(String source) {
    String translated = new JsRegex(namedForJava(source)).translated();
    return Pattern.compile(translated).pattern();
  }

  private String translated() {
    while (at < source.length()) {
      char character = source.charAt(at);
      switch (character) {
        case '\\' -> escape(false);
        case '[' -> characterClass();
        case '$' -> take("\\z");
        case '{' -> take(startsQuantifier() ? "{" : "\\{");
        default -> take(String.valueOf(character));
      }
    }
    return out.toString();
  }

  private void take(String replacement) {
    out.append(replacement);
    at++;
  }

  private boolean startsQuantifier() {
    return at > 0 && QUANTIFIER.matcher(source).region(at, source.length()).lookingAt();
  }

  private void characterClass() {
    if (source.startsWith("[^]", at)) {
      out.append("[\\s\\S]");
      at += 3;
    } else if (source.startsWith("[]", at)) {
      out.append("(?!)");
      at += 2;
    } else {
      take("[");
      while (at < source.length() && source.charAt(at) != ']') {
        inClass();
      }
      if (at < source.length()) {
        take("]");
      }
    }
  }

  private void inClass() {
    char character = source.charAt(at);
    if (character == '\\') {
      escape(true);
    } else if (character == '[' || character == '&') {
      take("\\" + character);
    } else {
      take(String.valueOf(character));
    }
  }

  private void escape(boolean inClass) {
    if (at + 1 == source.length()) {
      throw new PatternSyntaxException("a backslash at the end", source, at);
    }
    char escaped = source.charAt(at + 1);
    at += 2;
    if (escaped == 'v') {
      out.append("\\x0B");
    } else if (escaped == '0') {
      out.append("\\x00");
    } else if (escaped == 'b' && inClass) {
      out.append("\\x08");
    } else if (escaped == '/') {
      out.append('/');
    } else if (!isAsciiLetter(escaped)
        || SHARED.indexOf(escaped) >= 0
        || (escaped == 'k' && source.startsWith("<", at))) {
      out.append('\\').append(escaped);
    } else {
      out.append(escaped);
    }
  }

  private static boolean isAsciiLetter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }

  /** Java takes only letters and digits in names of groups. */
  private static String namedForJava(String source) {
    Matcher matcher = GROUP_NAME.matcher(source);
    return matcher.replaceAll(found ->
        Matcher.quoteReplacement(
            found.group(1) + found.group(2).replace("_", "U").replace("$", "D") + ">"));
  }
}
