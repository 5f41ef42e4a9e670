package dev.plumbline.score;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import dev.plumbline.score.ScriptKinds.Kind;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which code points an answer may hold, judged by Script_Extensions: 々, ー or a danda belong to
 * every script that uses them.
 *
 * <p>Punctuation and marks (scripts Common and Inherited) are allowed, unless Unicode ties them to
 * scripts of which none is allowed: 。 in an English answer is foreign. Marks that Latin shares,
 * such as U+0301 and U+00B7, are international and never foreign.
 */
final class ScriptAllowList {
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private final BitSet scripts;
  private final boolean[] foreign;
  private final Set<Integer> excused = new HashSet<>();

  /** Throws {@link IllegalArgumentException} if a name is no script. */
  ScriptAllowList(Collection<String> names) {
    this(names, "");
  }

  /** Also allows the scripts of a prompt and whatever odd code points it holds. */
  ScriptAllowList(Collection<String> names, String prompt) {
    scripts = ScriptNames.codes(names);
    List<Kind> kinds = ScriptKinds.all();
    prompt.codePoints().forEach(codePoint -> allow(kinds.get(ScriptKinds.of(codePoint)).script()));
    foreign = new boolean[kinds.size()];
    for (int kind = 0; kind < foreign.length; kind++) {
      foreign[kind] = isForeign(kinds.get(kind));
    }
    prompt.codePoints().filter(codePoint -> foreign(codePoint) != null).forEach(excused::add);
  }

  private void allow(int script) {
    if (script != UScript.UNKNOWN && script != UScript.COMMON && script != UScript.INHERITED) {
      scripts.set(script);
    }
  }

  private boolean isForeign(Kind kind) {
    boolean international =
        switch (kind.script()) {
          case UScript.COMMON, UScript.INHERITED ->
              kind.isOfEveryScript() || kind.users().get(UScript.LATIN);
          default -> scripts.get(kind.script());
        };
    return !international && !kind.users().intersects(scripts);
  }

  /** Whether no ASCII character is foreign, which saves looking at them. */
  boolean allowsAscii() {
    return scripts.get(UScript.LATIN);
  }

  /**
   * What makes a code point foreign, in capitals: its script, or how it is broken; null where
   * nothing does.
   */
  @Nullable String foreign(int codePoint) {
    if (!foreign[ScriptKinds.of(codePoint)] || excused.contains(codePoint)) {
      return null;
    }
    int script = UScript.getScript(codePoint);
    return switch (script) {
      case UScript.UNKNOWN -> broken(codePoint);
      case UScript.COMMON, UScript.INHERITED -> mark(codePoint);
      default -> ScriptNames.shown(script);
    };
  }

  private static String broken(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SURROGATE -> "UNPAIRED SURROGATE";
      case Character.PRIVATE_USE -> "PRIVATE USE";
      default -> "UNASSIGNED";
    };
  }

  private static String mark(int codePoint) {
    return codePoint == REPLACEMENT_CHARACTER
        ? "REPLACEMENT CHARACTER"
        : UCharacter.getName(codePoint);
  }
}
