package dev.plumbline.lab.transformer;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text to token ids and back: byte-level byte pair encoding. Immutable. */
public final class Tokenizer {
  /** What merges never cross the borders of. */
  private static final Pattern CHUNK =
      Pattern.compile(
          " ?\\p{L}[\\p{L}\\p{M}]*| ?\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+|\\s+(?!\\S)|\\s+|.",
          Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

  private static final List<SpecialToken> SPECIAL = List.of(SpecialToken.values());

  /** A special token in a text. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          SPECIAL.stream()
              .map(token -> Pattern.quote(token.text()))
              .collect(Collectors.joining("|")));

  private final List<byte[]> ordinary;
  private final Map<String, Integer> ids;
  private final Merges merges;

  /**
   * @param ordinary the bytes of each token but the special ones
   * @param ids of these by their bytes, a char a byte
   */
  Tokenizer(List<byte[]> ordinary, Map<String, Integer> ids, Merges merges) {
    this.ordinary = List.copyOf(ordinary);
    this.ids = Map.copyOf(ids);
    this.merges = merges;
  }

  /** Reads the tokenizer that comes with the lab. */
  public static Tokenizer standard() throws IOException {
    try (InputStream found = Tokenizer.class.getResourceAsStream("tokenizer.txt")) {
      if (found == null) {
        throw new FileNotFoundException("no tokenizer.txt comes with the lab");
      }
      return read(found);
    }
  }

  /**
   * Reads a tokenizer file to its end. Does not close it.
   *
   * @throws InvalidModelFileException if it is none; the message names the line
   */
  public static Tokenizer read(InputStream file) throws IOException {
    return TokenizerReader.read(
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)));
  }

  /** Number of tokens, special ones included. */
  public int size() {
    return ordinary.size() + SPECIAL.size();
  }

  /** The ids of a text. None of them is special, whatever the text looks like. */
  public int[] encode(String text) {
    IntStream.Builder encoded = IntStream.builder();
    Matcher chunk = CHUNK.matcher(text);
    while (chunk.find()) {
      merges.apply(chunk.group().getBytes(StandardCharsets.UTF_8), encoded);
    }
    return encoded.build().toArray();
  }

  /** The ids of a text that holds special tokens, written as they are shown. */
  public int[] encodeLaidOut(String text) {
    IntStream.Builder encoded = IntStream.builder();
    Matcher special = WRITTEN.matcher(text);
    int from = 0;
    while (special.find()) {
      IntStream.of(encode(text.substring(from, special.start()))).forEach(encoded::add);
      encoded.add(id(written(special.group())));
      from = special.end();
    }
    IntStream.of(encode(text.substring(from))).forEach(encoded::add);
    return encoded.build().toArray();
  }

  private static SpecialToken written(String text) {
    return SPECIAL.stream().filter(token -> token.text().equals(text)).findFirst().orElseThrow();
  }

  /** The bytes of a token; those of a special one are its text as it is shown. */
  public byte[] bytes(int id) {
    return isSpecial(id)
        ? SPECIAL.get(id - ordinary.size()).text().getBytes(StandardCharsets.UTF_8)
        : ordinary.get(id).clone();
  }

  /** The bytes of several tokens. */
  public byte[] bytes(int... tokens) {
    byte[][] each = Arrays.stream(tokens).mapToObj(this::bytes).toArray(byte[][]::new);
    byte[] all = new byte[Arrays.stream(each).mapToInt(one -> one.length).sum()];
    int at = 0;
    for (byte[] one : each) {
      System.arraycopy(one, 0, all, at, one.length);
      at += one.length;
    }
    return all;
  }

  public boolean isSpecial(int id) {
    return id >= ordinary.size() && id < size();
  }

  public int id(SpecialToken special) {
    return ordinary.size() + SPECIAL.indexOf(special);
  }

  /** The token that is exactly these bytes, if there is one. Never a special one. */
  public OptionalInt id(byte[] bytes) {
    Integer id = ids.get(new String(bytes, StandardCharsets.ISO_8859_1));
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The token that is exactly this text, if there is one. Never a special one. */
  public OptionalInt id(String text) {
    return id(text.getBytes(StandardCharsets.UTF_8));
  }
}
