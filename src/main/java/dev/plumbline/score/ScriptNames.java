package dev.plumbline.score;

import com.ibm.icu.lang.UScript;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;

/** Scripts as suites and the command line write them, and as people read them. */
final class ScriptNames {
  /** Scripts that some character is written in; ISO 15924 has codes for much else. */
  private static final BitSet WRITTEN = written();

  private ScriptNames() {}

  /**
   * ICU codes of scripts named by their Unicode long name ({@code Cyrillic}), their ISO 15924 code
   * ({@code Cyrl}), or one of its combined codes ({@code Jpan}: Han, Hiragana and Katakana).
   *
   * @throws IllegalArgumentException if a name is none of these
   */
  static BitSet codes(Collection<String> names) {
    BitSet codes = new BitSet();
    for (String name : names) {
      add(codes, name);
    }
    return codes;
  }

  private static void add(BitSet codes, String name) {
    int code = UScript.getCodeFromName(name.strip());
    switch (code) {
      case UScript.JAPANESE -> set(codes, UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA);
      case UScript.KOREAN -> set(codes, UScript.HAN, UScript.HANGUL);
      case UScript.SIMPLIFIED_HAN, UScript.TRADITIONAL_HAN -> set(codes, UScript.HAN);
      case UScript.HAN_WITH_BOPOMOFO -> set(codes, UScript.HAN, UScript.BOPOMOFO);
      case UScript.KATAKANA_OR_HIRAGANA -> set(codes, UScript.HIRAGANA, UScript.KATAKANA);
      case UScript.COMMON, UScript.INHERITED -> {
        // Always allowed; naming them is harmless.
      }
      default -> {
        if (code == UScript.INVALID_CODE || !WRITTEN.get(code)) {
          throw new IllegalArgumentException(
              "unknown script '%s'; use a Unicode script name such as Latin, Cyrillic or Han"
                  .formatted(name));
        }
        set(codes, code);
      }
    }
  }

  private static void set(BitSet codes, int... scripts) {
    for (int script : scripts) {
      codes.set(script);
    }
  }

  private static BitSet written() {
    BitSet written = new BitSet();
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .map(UScript::getScript)
        .forEach(written::set);
    written.clear(UScript.UNKNOWN);
    return written;
  }

  /** The Unicode long name in capitals, words apart: {@code OLD ITALIC}. */
  static String shown(int code) {
    return UScript.getName(code).replace('_', ' ').toUpperCase(Locale.ROOT);
  }
}
