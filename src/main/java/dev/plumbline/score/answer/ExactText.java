package dev.plumbline.score.answer;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts that are the same but for how people and models dress them. */
final class ExactText {
  /** Quotation marks, backticks and Markdown emphasis, which come in pairs but need not here. */
  private static final String DRESS = "[\\s\\u00A0\"'`*_“”‘’„«»「」『』]*+";

  private static final Pattern BEFORE = Pattern.compile("^" + DRESS);

  private ExactText() {}

  static Grade grade(String expected, String answer) {
    return bare(answer).equals(bare(expected))
        ? new Grade.Right()
        : new Grade.Wrong("'" + expected + "'", AnswerGrader.quoted(answer));
  }

  /**
   * NFC, lower case, without the white space, quotes and emphasis around it and one final full
   * stop, which may stand inside or outside of them.
   */
  static String bare(String text) {
    String undressed = undressed(Normalizer.normalize(text, Normalizer.Form.NFC));
    boolean stopped = undressed.endsWith(".") || undressed.endsWith("。");
    return (stopped ? undressed(undressed.substring(0, undressed.length() - 1)) : undressed)
        .toLowerCase(Locale.ROOT);
  }

  private static String undressed(String text) {
    int end = text.length();
    while (end > 0 && BEFORE.matcher(text.substring(end - 1, end)).matches()) {
      end--;
    }
    return BEFORE.matcher(text.substring(0, end)).replaceFirst("");
  }
}
