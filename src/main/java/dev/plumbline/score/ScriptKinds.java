package dev.plumbline.score;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Unicode has a million code points, but as far as scripts go only some two hundred kinds of them:
 * what an allow-list says of one it says of all of its kind. One table for all, read once from ICU.
 */
final class ScriptKinds {

  /**
   * Code points that no allow-list tells apart.
   *
   * @param script by the property Script
   * @param users the scripts that use it, by Script_Extensions
   */
  record Kind(int script, BitSet users) {
    /** Whether no script is ever foreign to it. */
    boolean isOfEveryScript() {
      return users.get(UScript.COMMON) || users.get(UScript.INHERITED);
    }
  }

  private static final int REPLACEMENT_CHARACTER = 0xFFFD;
  private static final int IDEOGRAPHIC_COMMA = 0x3001;
  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;

  private static final List<Kind> KINDS = new ArrayList<>();
  private static final short[][] PAGES = pages();

  private ScriptKinds() {}

  /** All kinds; their places are what {@link #of} gives. */
  static List<Kind> all() {
    return KINDS;
  }

  static int of(int codePoint) {
    return PAGES[codePoint >> PAGE_BITS][codePoint & (PAGE - 1)];
  }

  private static short[][] pages() {
    Map<Kind, Integer> places = new HashMap<>();
    short[][] pages = new short[(Character.MAX_CODE_POINT + 1) / PAGE][PAGE];
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int place =
          places.computeIfAbsent(
              kind(codePoint),
              kind -> {
                KINDS.add(kind);
                return KINDS.size() - 1;
              });
      pages[codePoint >> PAGE_BITS][codePoint & (PAGE - 1)] = (short) place;
    }
    shareEqual(pages);
    return pages;
  }

  private static void shareEqual(short[][] pages) {
    Map<String, short[]> known = new HashMap<>();
    for (int page = 0; page < pages.length; page++) {
      short[] entries = pages[page];
      pages[page] = known.computeIfAbsent(Arrays.toString(entries), _ -> entries);
    }
  }

  private static Kind kind(int codePoint) {
    int script = UScript.getScript(codePoint);
    BitSet users = new BitSet();
    if (codePoint == REPLACEMENT_CHARACTER) {
      return new Kind(script, users); // nobody's: it stands for what was lost
    }
    UScript.getScriptExtensions(
        isFullwidthMark(codePoint, script) ? IDEOGRAPHIC_COMMA : codePoint, users);
    if (codePoint == 0x060C || codePoint == 0x061B) {
      // Adlam texts are written with Arabic comma and semicolon; Unicode lists only the question
      // mark.
      users.set(UScript.ADLAM);
    }
    return new Kind(script, users);
  }

  /** Unicode ties fullwidth punctuation to no script; it is judged like the ideographic comma. */
  private static boolean isFullwidthMark(int codePoint, int script) {
    return script == UScript.COMMON
        && UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH)
            == EastAsianWidth.FULLWIDTH;
  }
}
