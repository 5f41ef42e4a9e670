package dev.plumbline.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks rules about every character of a text, or about those only that are not ASCII. */
final class CharacterScan {
  private CharacterScan() {}

  /**
   * The first findings, at most {@code limit}, in order; addresses are left out.
   *
   * @param skipAscii whether no rule objects to ASCII
   * @param rules of a character the first objection counts
   */
  static List<Finding> of(String text, boolean skipAscii, int limit, List<CharacterRule> rules) {
    List<Finding> findings = new ArrayList<>();
    NonAscii nonAscii = new NonAscii(text);
    Urls urls = new Urls(text);
    int index = skipAscii ? nonAscii.next(0) : 0;
    while (index < text.length() && findings.size() < limit) {
      int codePoint = text.codePointAt(index);
      @Nullable Finding finding = first(rules, index, codePoint);
      if (finding != null && !urls.cover(index)) {
        findings.add(finding);
      }
      index += Character.charCount(codePoint);
      index = skipAscii ? nonAscii.next(index) : index;
    }
    return findings;
  }

  private static @Nullable Finding first(List<CharacterRule> rules, int index, int codePoint) {
    for (CharacterRule rule : rules) {
      @Nullable Finding finding = rule.objection(index, codePoint);
      if (finding != null) {
        return finding;
      }
    }
    return null;
  }
}
