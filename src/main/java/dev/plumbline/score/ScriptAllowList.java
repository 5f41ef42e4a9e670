package dev.plumbline.score;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which code points an answer may hold, judged by Script_Extensions: 々, ー or a danda belong to
 * every script that uses them.
 *
 * <p>Punctuation and marks (scripts Common and Inherited) are allowed, unless Unicode ties them to
 * scripts of which none is allowed: 。 in an English answer is foreign. Marks that Latin shares,
 * such as U+0301 and U+00B7, are international and never foreign; fullwidth punctuation, which
 * Unicode ties to no script, is judged like the ideographic comma.
 */
final class ScriptAllowList {
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;
  private static final int IDEOGRAPHIC_COMMA = 0x3001;

  private final BitSet scripts;
  private final Set<Integer> excused = new HashSet<>();

  /** Throws {@link IllegalArgumentException} if a name is no script. */
  ScriptAllowList(Collection<String> names) {
    scripts = ScriptNames.codes(names);
  }

  /** Also allows the scripts of a prompt and whatever odd code points it holds. */
  ScriptAllowList(Collection<String> names, String prompt) {
    this(names);
    prompt
        .codePoints()
        .map(UScript::getScript)
        .filter(ScriptAllowList::isWritten)
        .forEach(scripts::set);
    prompt.codePoints().filter(codePoint -> foreign(codePoint) != null).forEach(excused::add);
  }

  /**
   * What makes a code point foreign, in capitals: its script, or how it is broken; null where
   * nothing does.
   */
  @Nullable String foreign(int codePoint) {
    if (codePoint < 0x80 && !(Character.isLetter(codePoint) && !scripts.get(UScript.LATIN))) {
      return null;
    }
    int script = UScript.getScript(codePoint);
    if (scripts.get(script) || excused.contains(codePoint)) {
      return null;
    }
    return switch (script) {
      case UScript.UNKNOWN -> broken(codePoint);
      case UScript.COMMON, UScript.INHERITED -> mark(codePoint);
      default -> usedByAllowed(codePoint) ? null : ScriptNames.shown(script);
    };
  }

  private static String broken(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SURROGATE -> "UNPAIRED SURROGATE";
      case Character.PRIVATE_USE -> "PRIVATE USE";
      default -> "UNASSIGNED";
    };
  }

  private @Nullable String mark(int codePoint) {
    if (codePoint == REPLACEMENT_CHARACTER) {
      return "REPLACEMENT CHARACTER";
    }
    int judgedAs = isFullwidth(codePoint) ? IDEOGRAPHIC_COMMA : codePoint;
    BitSet users = extensions(judgedAs);
    boolean ofEveryScript = users.get(UScript.COMMON) || users.get(UScript.INHERITED);
    if (ofEveryScript || users.get(UScript.LATIN) || usedByAllowed(judgedAs)) {
      return null;
    }
    return UCharacter.getName(codePoint);
  }

  private boolean usedByAllowed(int codePoint) {
    return extensions(codePoint).intersects(scripts);
  }

  private static BitSet extensions(int codePoint) {
    BitSet users = new BitSet();
    UScript.getScriptExtensions(codePoint, users);
    if (codePoint == 0x060C || codePoint == 0x061B) {
      // Adlam texts are written with Arabic comma and semicolon; Unicode lists only the question
      // mark.
      users.set(UScript.ADLAM);
    }
    return users;
  }

  private static boolean isFullwidth(int codePoint) {
    return UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH)
        == EastAsianWidth.FULLWIDTH;
  }

  private static boolean isWritten(int script) {
    return script != UScript.UNKNOWN && script != UScript.COMMON && script != UScript.INHERITED;
  }
}
