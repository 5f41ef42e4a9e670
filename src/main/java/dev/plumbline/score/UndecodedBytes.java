package dev.plumbline.score;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that were never turned into characters, or by the wrong table: tokens of byte-level BPE (Ġ
 * for a space, Ċ for a line feed, {@code âĢĻ} for ’), SentencePiece's ▁, and UTF-8 read as Latin-1
 * or Windows-1252 ({@code Ã©} for é).
 */
final class UndecodedBytes implements CharacterRule {
  private final String text;
  private final String prompt;
  private int end;

  UndecodedBytes(String text, String prompt) {
    this.text = text;
    this.prompt = prompt;
  }

  @Override
  public @Nullable Finding objection(int index, int codePoint) {
    if (index < end) {
      return null;
    }
    return switch (codePoint) {
      case 'Ġ' -> isSpaceMark(index) ? finding(index, 1, "undecoded token ") : null;
      case 'Ċ' -> followsWord(index) ? finding(index, 1, "undecoded token ") : null;
      case '▁' -> isLetter(index + 1) ? finding(index, 1, "undecoded token ") : null;
      default -> {
        int length = MisreadUtf8.length(text, index);
        yield length == 0 ? null : finding(index, length, "undecoded UTF-8 ");
      }
    };
  }

  private @Nullable Finding finding(int index, int length, String what) {
    end = index + length;
    String remains = text.substring(index, end);
    return prompt.contains(remains)
        ? null
        : new Finding(index, what + Excerpt.of(remains, Integer.MAX_VALUE));
  }

  /** Maltese begins sentences with Ġ too: {@code Ġunju}, but not {@code ĠThe}. */
  private boolean isSpaceMark(int index) {
    return followsWord(index)
        || (Character.isUpperCase(at(index + 1)) && Character.isLowerCase(at(index + 2)));
  }

  /** Maltese writes Ġ and Ċ as capitals: neither after a small letter nor after its full stop. */
  private boolean followsWord(int index) {
    char before = at(index - 1);
    boolean punctuated = ",.;:!?)]}".indexOf(before) >= 0;
    return isSmallOrDigit(before) || (punctuated && isSmallOrDigit(at(index - 2)));
  }

  private static boolean isSmallOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private boolean isLetter(int index) {
    return Character.isLetter(at(index));
  }

  /** A line feed beyond the ends. */
  private char at(int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : '\n';
  }
}
