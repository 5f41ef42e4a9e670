package dev.plumbline.catalog;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;
import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.catalog.yaml.Malformed;
import java.util.List;
import java.util.stream.IntStream;

/** The scripts that Unicode gives to characters, by their long names. */
final class ScriptNames {
  private static final List<String> KNOWN =
      IntStream.rangeClosed(0, UCharacter.getIntPropertyMaxValue(UProperty.SCRIPT))
          .filter(ScriptNames::hasCharacters)
          .mapToObj(UScript::getName)
          .toList();

  private ScriptNames() {}

  /** The name as Unicode writes it. Combinations such as {@code Japanese} name no character. */
  static String parse(String name) {
    if (KNOWN.contains(name)) {
      return name;
    }
    throw new Malformed("unknown script '%s'".formatted(name), remedy(name));
  }

  private static String remedy(String name) {
    return switch (name) {
      case "Japanese", "Jpan" -> "write Han, Hiragana, Katakana";
      case "Korean", "Kore" -> "write Hangul, Han";
      case "Chinese", "Hans", "Hant", "Han_with_Bopomofo" -> "write Han";
      default -> {
        int code = UScript.getCodeFromName(name);
        yield code != UScript.INVALID_CODE && hasCharacters(code)
            ? "write " + UScript.getName(code)
            : DidYouMean.remedy(
                name, KNOWN, "write the long name of a Unicode script: Latin, Thai");
      }
    };
  }

  private static boolean hasCharacters(int code) {
    return !new UnicodeSet().applyIntPropertyValue(UProperty.SCRIPT, code).isEmpty();
  }
}
