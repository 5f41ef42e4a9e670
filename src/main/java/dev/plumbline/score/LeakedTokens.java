package dev.plumbline.score;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pieces of a model's vocabulary, written in ASCII, that a working server never shows: it decodes
 * or drops them. What the prompt holds itself is no leak.
 */
final class LeakedTokens {

  /** Control tokens of published chat templates, and SentencePiece's tokens for single bytes. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "<\\|[A-Za-z0-9_]{2,40}\\|>"
              + "|<｜[^｜<>\\s]{1,40}｜>"
              + "|</?s>"
              + "|\\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\\]|<</?SYS>>"
              + "|\\[(?:CLS|SEP|PAD|UNK)\\]"
              + "|<(?:start|end)_of_turn>|<(?:unk|pad|bos|eos)>|<unused[0-9]{1,3}>"
              + "|<0x[0-9A-F]{2}>|<extra_id_[0-9]{1,3}>|<fim_(?:prefix|middle|suffix|pad)>|</?tool_call>");

  /**
   * WordPiece's continuations: {@code play ##ing}. A heading has a space after the marks, and C
   * joins names with them in macros.
   */
  private static final Pattern WORD_PIECE =
      Pattern.compile("(?<=[a-z] )##[a-z]{1,20}\\b(?![^\\n]*\\\\\\n)");

  private final String text;
  private final String prompt;
  private final boolean html;
  private final List<Finding> found = new ArrayList<>();

  private LeakedTokens(String text, String prompt) {
    this.text = text;
    this.prompt = prompt;
    // HTML's struck-out text has both; a leaked one stands alone.
    int opened = text.indexOf("<s>");
    html = opened >= 0 && text.indexOf("</s>", opened) > 0;
  }

  /** At most {@code limit} of each kind, in no order. */
  static List<Finding> find(String text, String prompt, int limit) {
    LeakedTokens leaked = new LeakedTokens(text, prompt);
    leaked.look('<', "|｜/<0sebputf", CONTROL, limit);
    leaked.look('[', "/ISATCPU", CONTROL, limit);
    leaked.look('#', "#", WORD_PIECE, limit);
    return leaked.found;
  }

  /** The text with its control tokens blanked out. */
  static String without(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  /**
   * Only where the first character stands, which {@code indexOf} finds fast, and one of the second
   * ones after it: regular expressions are dear.
   */
  private void look(char first, String second, Pattern pattern, int limit) {
    int at = text.indexOf(first);
    if (at < 0) {
      return;
    }
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    for (int hits = 0; at >= 0 && hits < limit; at = text.indexOf(first, at + 1)) {
      if (at + 1 < text.length()
          && second.indexOf(text.charAt(at + 1)) >= 0
          && matcher.region(at, text.length()).lookingAt()
          && isLeak(matcher.group(), at)) {
        found.add(new Finding(at, what(matcher.group()) + matcher.group()));
        hits++;
      }
    }
  }

  private static String what(String token) {
    boolean undecoded = token.startsWith("##") || token.startsWith("<0x");
    return undecoded ? "undecoded token " : "leaked token ";
  }

  private boolean isLeak(String token, int at) {
    boolean struckOut = html && (token.equals("<s>") || token.equals("</s>"));
    // In the middle of a text <s> is somebody's placeholder: "kill -s <s> <pid>".
    boolean placeholder = token.equals("<s>") && !text.substring(0, at).isBlank();
    return !struckOut
        && !placeholder
        && !prompt.contains(token)
        && !(token.startsWith("##") && inMacro(at));
  }

  private boolean inMacro(int at) {
    int line = text.lastIndexOf('\n', at) + 1;
    return text.substring(line, at).contains("#define");
  }
}
