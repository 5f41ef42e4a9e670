package dev.plumbline.score;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

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
  public static List<Hit> scan(String text, Set<String> scripts) {
    return scan(text, new ScriptAllowList(scripts), Integer.MAX_VALUE);
  }

  static List<Hit> scan(String text, ScriptAllowList allowed, int limit) {
    return CharacterScan.of(text, allowed.allowsAscii(), limit, List.of(new ScriptRule(allowed)))
        .stream()
        .map(finding -> hit(text, (int) finding.index(), allowed))
        .toList();
  }

  private static Hit hit(String text, int index, ScriptAllowList allowed) {
    int codePoint = text.codePointAt(index);
    return new Hit(index, codePoint, requireNonNull(allowed.foreign(codePoint)));
  }
}
