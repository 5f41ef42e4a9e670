package dev.plumbline.lab.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the tokens of a {@link Vocabulary} come from. */
final class VocabularyPieces {
  private static final String RESOURCE = "vocabulary.txt";
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile(" ?[\\p{L}\\p{M}]+");

  /** Longer words are two tokens, as rare words are in learnt vocabularies. */
  private static final int LONGEST_WORD = 8;

  /** First bytes of Thai, Devanagari, Han, kana and Hangul characters, and of emoji. */
  private static final List<String> LEADS =
      List.of(
          "e0b8", "e0b9", "e0a4", "e0a5", "e381", "e382", "e383", "e4b8", "e4bd", "e59b", "e5a4",
          "e69c", "e6b0", "e79a", "e8af", "eab0", "ec9d", "ed95", "f09f", "f09f98");

  /** Written without spaces: their words are not looked for, characters are tokens of their own. */
  private static final Set<Character.UnicodeScript> UNSPACED =
      Set.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  private VocabularyPieces() {}

  static List<TokenBytes> own() {
    List<TokenBytes> pieces = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      pieces.add(new TokenBytes(String.valueOf((char) b)));
    }
    LEADS.forEach(hex -> pieces.add(TokenBytes.ofHex(hex)));
    boolean words = false;
    for (String line : lines()) {
      if (line.startsWith("[")) {
        words = line.endsWith("words]");
      } else if (!line.startsWith("# ") && !line.isBlank()) {
        SPACE.splitAsStream(line).map(TokenBytes::of).forEach(pieces::add);
        if (words) {
          SPACE.splitAsStream(line).map(piece -> TokenBytes.of(" " + piece)).forEach(pieces::add);
        }
      }
    }
    return pieces;
  }

  /** Words of a text, long ones in two pieces. */
  static List<TokenBytes> wordsOf(String text) {
    return WORD.matcher(text)
        .results()
        .map(match -> match.group())
        .filter(word -> !UNSPACED.contains(Shape.scriptOf(word)))
        .flatMap(VocabularyPieces::halves)
        .map(TokenBytes::of)
        .toList();
  }

  private static Stream<String> halves(String word) {
    if (word.strip().codePointCount(0, word.strip().length()) <= LONGEST_WORD) {
      return Stream.of(word);
    }
    int half = word.offsetByCodePoints(0, word.codePointCount(0, word.length()) / 2);
    return Stream.of(word.substring(0, half), word.substring(half));
  }

  private static List<String> lines() {
    try (InputStream in = VocabularyPieces.class.getResourceAsStream(RESOURCE)) {
      byte[] bytes = Objects.requireNonNull(in, RESOURCE).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}
