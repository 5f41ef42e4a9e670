package dev.plumbline.score;

import com.ibm.icu.lang.UScript;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words with letters of two alphabets that share letter shapes: {@code pеrson} with a Cyrillic е. A
 * word of either alone may well be allowed; both in one word are a sign of damage.
 *
 * <p>Other scripts are not looked at: Japanese mixes three in a word, and Thai or Chinese write
 * Latin words without a space around them. Greek letters are the symbols of science (μm, NFκB, kΩ,
 * sinθcosφ), so beside Greek only look-alikes count: {@code Οmega} with a Greek Ο, {@code Kαλημέρα}
 * with a Latin K.
 */
final class MixedWords implements CharacterRule {
  private static final BitSet ALPHABETS =
      ScriptNames.codes(List.of("Latin", "Greek", "Cyrillic", "Armenian", "Cherokee", "Coptic"));

  /** Greek letters that look like Latin or Cyrillic ones. */
  private static final String GREEK_LOOK_ALIKES = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοόΌΆΈΉΊΎ";

  /** Fewer Greek letters in a row are a formula: ΔH, sinαcosβ. */
  private static final Pattern GREEK_WORD = Pattern.compile("\\p{IsGreek}{3}");

  private final String text;
  private final String prompt;
  private int wordEnd;

  MixedWords(String text, String prompt) {
    this.text = text;
    this.prompt = prompt;
  }

  @Override
  public @Nullable Finding objection(int index, int codePoint) {
    // One of the two letters is not Latin, and the other is found from there.
    int script = UScript.getScript(codePoint);
    if (index < wordEnd || script == UScript.LATIN || !ALPHABETS.get(script)) {
      return null;
    }
    int start = index;
    while (start > 0 && isOfWord(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    int end = index;
    while (end < text.length() && isOfWord(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    wordEnd = end;
    String word = text.substring(start, end);
    return isMixed(word) && !prompt.contains(word)
        ? new Finding(start, "mixed scripts in " + Excerpt.of(word, 30))
        : null;
  }

  private static boolean isOfWord(int codePoint) {
    return Character.isLetter(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  private static boolean isMixed(String word) {
    BitSet used = new BitSet();
    word.codePoints().map(UScript::getScript).filter(ALPHABETS::get).forEach(used::set);
    if (used.cardinality() < 2) {
      return false;
    }
    if (used.cardinality() > 2 || !used.get(UScript.GREEK)) {
      return true;
    }
    return GREEK_WORD.matcher(word).find()
        || word.codePoints().anyMatch(letter -> GREEK_LOOK_ALIKES.indexOf(letter) >= 0);
  }
}
