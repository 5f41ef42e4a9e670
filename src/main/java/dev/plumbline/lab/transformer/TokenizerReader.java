package dev.plumbline.lab.transformer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads a tokenizer file: a line for its format, one a merge, one a special token. */
final class TokenizerReader {
  private static final String FORMAT = "plumbline-bpe-1";

  private final List<byte[]> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Merges merges = new Merges();
  private int specials;

  private TokenizerReader() {
    for (int i = 0; i < 256; i++) {
      add(String.valueOf((char) i));
    }
  }

  static Tokenizer read(BufferedReader file) throws IOException {
    TokenizerReader reader = new TokenizerReader();
    int number = 1;
    for (String line = file.readLine(); line != null; line = file.readLine()) {
      if (!(number == 1 ? line.equals(FORMAT) : reader.accepts(line.split(" ", -1)))) {
        throw new InvalidModelFileException(
            "tokenizer, line %d: \"%s\" is not the format \"%s\", a merge of two tokens made above,"
                    .formatted(number, line, FORMAT)
                + " or the next special token, in this order");
      }
      number++;
    }
    if (reader.specials < SpecialToken.values().length) {
      throw new InvalidModelFileException(
          "tokenizer, line %d: the file ends before its last special token".formatted(number));
    }
    return new Tokenizer(reader.tokens, reader.ids, reader.merges);
  }

  private boolean accepts(String[] words) {
    return switch (words[0]) {
      case "merge" -> words.length == 3 && specials == 0 && merges(words[1], words[2]);
      case "special" -> words.length == 2 && isNextSpecial(words[1]);
      default -> false;
    };
  }

  private boolean isNextSpecial(String text) {
    SpecialToken[] all = SpecialToken.values();
    return specials < all.length && all[specials++].text().equals(text);
  }

  private boolean merges(String leftHex, String rightHex) {
    String left;
    String right;
    try {
      left = latin1(leftHex);
      right = latin1(rightHex);
    } catch (IllegalArgumentException e) {
      return false;
    }
    Integer leftId = ids.get(left);
    Integer rightId = ids.get(right);
    if (leftId == null || rightId == null) {
      return false;
    }
    merges.add(leftId, rightId, tokens.size());
    add(left + right);
    return true;
  }

  /** Bytes as a string, a char a byte, so that they can be a map's key. */
  private static String latin1(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  private void add(String token) {
    ids.putIfAbsent(token, tokens.size());
    tokens.add(token.getBytes(StandardCharsets.ISO_8859_1));
  }
}
