package dev.plumbline.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds code points that do not belong into a text: other scripts, and what is no text at all. */
public final class ForeignScript {

  /**
   * One code point that does not belong.
   *
   * @param index of its first char in the text
   * @param script its script in capitals ({@code THAI}), its name where it is punctuation, or what
   *     it is instead of a character: {@code REPLACEMENT CHARACTER}, {@code UNPAIRED SURROGATE},
   *     {@code PRIVATE USE}, {@code UNASSIGNED}
   */
  public record Hit(int index, int codePoint, String script) {
    String what() {
      return "U+%04X %s".formatted(codePoint, script);
    }

    /** For people: {@code U+0E2A THAI at 17}. */
    @Override
    public String toString() {
      return what() + " at " + index;
    }
  }

  private ForeignScript() {}

  /**
   * Every code point outside the given scripts, addresses left out.
   *
   * @param scripts Unicode long names or ISO 15924 codes; Common and Inherited are always allowed
   * @throws IllegalArgumentException if a name is no script
   */
  public static List<Hit> scan(CharSequence text, Set<String> scripts) {
    return scan(text, new ScriptAllowList(scripts), Integer.MAX_VALUE);
  }

  static List<Hit> scan(CharSequence text, ScriptAllowList allowed, int limit) {
    List<Hit> hits = new ArrayList<>();
    Urls urls = new Urls(text);
    int index = 0;
    while (index < text.length() && hits.size() < limit) {
      int codePoint = Character.codePointAt(text, index);
      @Nullable String foreign = allowed.foreign(codePoint);
      if (foreign != null && !urls.cover(index)) {
        hits.add(new Hit(index, codePoint, foreign));
      }
      index += Character.charCount(codePoint);
    }
    return hits;
  }
}
