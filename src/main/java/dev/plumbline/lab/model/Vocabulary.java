package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.SpecialToken;
import dev.plumbline.lab.transformer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tokens of the lab's models, as responses show them: pieces of words of many scripts, down to
 * single bytes, so that any text can be written. A token need not be whole characters. Immutable.
 */
public final class Vocabulary {

  /** Scripts whose words a corrupted server says in the wrong place. */
  private static final Set<UnicodeScript> RARE_SCRIPTS =
      Set.of(
          UnicodeScript.THAI,
          UnicodeScript.HAN,
          UnicodeScript.HANGUL,
          UnicodeScript.CYRILLIC,
          UnicodeScript.ARABIC,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.HIRAGANA,
          UnicodeScript.GREEK);

  private final Tokenizer tokenizer;
  private final List<String> shown;
  private final int[] rare;

  private Vocabulary(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    shown =
        IntStream.range(0, tokenizer.size()).mapToObj(id -> shown(tokenizer.bytes(id))).toList();
    rare = IntStream.range(0, tokenizer.size()).filter(this::isRare).toArray();
  }

  /** The one that comes with the lab. */
  static Vocabulary standard() {
    try {
      return new Vocabulary(Tokenizer.standard());
    } catch (IOException e) {
      throw new UncheckedIOException("the lab's tokenizer cannot be read", e);
    }
  }

  /** Number of tokens, special ones included. */
  public int size() {
    return tokenizer.size();
  }

  /** The token that ends an answer. */
  public int end() {
    return tokenizer.id(SpecialToken.END);
  }

  /**
   * Whether an answer is over with it: it ends one, or begins what a model has no business with.
   */
  public boolean ends(int token) {
    return tokenizer.isSpecial(token);
  }

  /** The token's bytes; none where it {@linkplain #ends ends} an answer. */
  public byte[] bytes(int token) {
    return ends(token) ? new byte[0] : tokenizer.bytes(token);
  }

  /** Text where the bytes are text, {@code \xe0\xb8} where they are not, as OpenAI shows them. */
  public String shown(int token) {
    return shown.get(token);
  }

  /** The tokens of a text. */
  public int[] tokenize(String text) {
    return tokenizer.encode(text);
  }

  /** The tokens of a text in which special tokens are written as they are shown. */
  public TokenSequence laidOut(String text) {
    return new TokenSequence(tokenizer.encodeLaidOut(text));
  }

  /**
   * Tokens that a client laid out.
   *
   * @param ids each below {@link #size()}
   */
  public TokenSequence laidOut(int... ids) {
    return new TokenSequence(ids.clone());
  }

  /** A special token as it is written in a text that is laid out. */
  public String written(int special) {
    return new String(tokenizer.bytes(special), StandardCharsets.UTF_8);
  }

  int id(SpecialToken special) {
    return tokenizer.id(special);
  }

  /** Words and characters of scripts that most answers never use. Not to be changed. */
  int[] rare() {
    return rare;
  }

  private boolean isRare(int token) {
    return !ends(token)
        && text(tokenizer.bytes(token))
            .filter(text -> text.codePoints().allMatch(Vocabulary::isRareLetter))
            .isPresent();
  }

  private static boolean isRareLetter(int codePoint) {
    return Character.isLetter(codePoint) && RARE_SCRIPTS.contains(UnicodeScript.of(codePoint));
  }

  private static String shown(byte[] bytes) {
    return text(bytes)
        .orElseGet(() -> {
          StringBuilder escaped = new StringBuilder();
          for (byte b : bytes) {
            escaped.append(
                b >= 0 ? String.valueOf((char) b) : "\\x" + HexFormat.of().toHexDigits(b));
          }
          return escaped.toString();
        });
  }

  /** The text that bytes are, if they are whole characters. */
  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
