package dev.plumbline.lab.model;

import java.lang.Character.UnicodeScript;

/**
 * What a token looks like. Tokens of one shape can stand in for each other without changing script,
 * spacing or byte structure.
 *
 * @param script of its letters; {@code COMMON} where it has none
 * @param spaced whether it starts with a space
 */
record Shape(Kind kind, UnicodeScript script, boolean spaced) {

  enum Kind {
    /** Letters only, whole characters. */
    WORD,
    /** Digits only. */
    NUMBER,
    /** Whole characters that are neither. */
    SYMBOL,
    /** Control characters but line feed and tab. */
    CONTROL,
    /** Bytes that are not whole characters on their own. */
    FRAGMENT,
    /** Ends the answer; has no bytes. */
    END
  }

  private static final Shape FRAGMENTS = new Shape(Kind.FRAGMENT, UnicodeScript.UNKNOWN, false);
  static final Shape END_OF_ANSWER = new Shape(Kind.END, UnicodeScript.UNKNOWN, false);

  static Shape of(TokenBytes bytes) {
    if (!bytes.isWhole()) {
      return FRAGMENTS;
    }
    String text = bytes.text();
    boolean spaced = text.length() > 1 && text.charAt(0) == ' ';
    String core = spaced ? text.substring(1) : text;
    if (core.codePoints().allMatch(Shape::isLetterLike)) {
      return new Shape(Kind.WORD, scriptOf(core), spaced);
    }
    if (core.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      return new Shape(Kind.CONTROL, UnicodeScript.COMMON, spaced);
    }
    Kind kind = core.chars().allMatch(c -> c >= '0' && c <= '9') ? Kind.NUMBER : Kind.SYMBOL;
    return new Shape(kind, scriptOf(core), spaced);
  }

  boolean isFragment() {
    return kind == Kind.FRAGMENT;
  }

  /** The first script that is neither Common nor Inherited. */
  static UnicodeScript scriptOf(String text) {
    return text.codePoints()
        .mapToObj(UnicodeScript::of)
        .filter(s -> s != UnicodeScript.COMMON && s != UnicodeScript.INHERITED)
        .findFirst()
        .orElse(UnicodeScript.COMMON);
  }

  private static boolean isLetterLike(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }
}
