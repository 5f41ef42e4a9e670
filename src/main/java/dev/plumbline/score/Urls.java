package dev.plumbline.score;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses in a text, which may be written in any script whatever the language around them.
 * Asked for ascending positions only.
 */
final class Urls {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b(?:https?|ftp)://[^\\s<>\"'`)\\]}、。，「」『』\uFFFD]+", Pattern.CASE_INSENSITIVE);

  private final Matcher matcher;
  private int start;
  private int end;
  private boolean more = true;

  Urls(CharSequence text) {
    matcher = ADDRESS.matcher(text);
  }

  boolean cover(int index) {
    while (more && end <= index) {
      more = matcher.find();
      if (more) {
        start = matcher.start();
        end = matcher.end();
      }
    }
    return start <= index && index < end;
  }
}
