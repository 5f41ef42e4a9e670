package dev.plumbline.score;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Pieces of a model's vocabulary that a working server never shows: it decodes or drops them. */
final class TokenRemains {

  /**
   * Control tokens of published chat templates. {@code </s>} is also HTML's end of struck-out text,
   * so it counts only where none was opened.
   */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "<\\|[A-Za-z0-9_]{2,40}\\|>"
              + "|<｜[^｜<>\\s]{1,40}｜>"
              + "|</s>"
              + "|\\[/?INST\\]|<</?SYS>>"
              + "|<(?:start|end)_of_turn>|<(?:unk|pad|bos|eos)>");

  /**
   * Byte-level tokens that were never turned back into bytes: Ġ stands for a space, Ċ for a line
   * feed, âĢ begins curly quotes and dashes, ▁ is SentencePiece's space, &lt;0xE2&gt; its byte.
   * Maltese writes Ġ and Ċ too, but as capitals: not right after a small letter.
   */
  private static final Pattern UNDECODED =
      Pattern.compile("(?<=[a-z]|[a-z][,.;:!?])[ĠĊ]|âĢ|▁(?=[A-Za-z])|<0x[0-9A-F]{2}>");

  private TokenRemains() {}

  /** Remains that the prompt does not hold itself, at most {@code limit} of each kind. */
  static List<Finding> find(CharSequence text, String prompt, int limit) {
    List<Finding> found = new ArrayList<>();
    SPECIAL
        .matcher(text)
        .results()
        .filter(match -> !prompt.contains(match.group()) && !closesHtml(text, match))
        .limit(limit)
        .forEach(match -> found.add(new Finding(match.start(), "leaked token " + match.group())));
    UNDECODED
        .matcher(text)
        .results()
        .filter(match -> !prompt.contains(match.group()))
        .limit(limit)
        .forEach(
            match -> found.add(new Finding(match.start(), "undecoded token " + match.group())));
    return found;
  }

  private static boolean closesHtml(CharSequence text, MatchResult match) {
    return match.group().equals("</s>")
        && text.subSequence(0, match.start()).toString().contains("<s>");
  }
}
