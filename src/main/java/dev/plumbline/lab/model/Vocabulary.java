package dev.plumbline.lab.model;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tokens a model can emit: words and pieces of many scripts, every single byte (so that any
 * text can be written), lead bytes of frequent blocks (so that rarer characters are split over
 * tokens, as byte-level vocabularies do) and one token that ends the answer. Immutable.
 */
public final class Vocabulary {

  /** How the end token is written where it is listed as an alternative; it has no bytes. */
  public static final String END_TEXT = "<|end|>";

  private final List<TokenBytes> tokens;
  private final List<Shape> shapes;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Shape, List<Integer>> byShape = new HashMap<>();
  private final Set<String> prefixes = new LinkedHashSet<>();

  private Vocabulary(Collection<TokenBytes> pieces) {
    tokens = List.copyOf(pieces);
    shapes = tokens.stream().map(Shape::of).toList();
    for (int id = 0; id < tokens.size(); id++) {
      String bytes = tokens.get(id).latin1();
      ids.put(bytes, id);
      byShape.computeIfAbsent(shapes.get(id), _ -> new ArrayList<>()).add(id);
      IntStream.rangeClosed(1, bytes.length()).forEach(n -> prefixes.add(bytes.substring(0, n)));
    }
  }

  /** The lab's own pieces and whatever words these texts need. */
  public static Vocabulary covering(Collection<String> texts) {
    Set<TokenBytes> pieces = new LinkedHashSet<>(VocabularyPieces.own());
    texts.forEach(text -> pieces.addAll(VocabularyPieces.wordsOf(text)));
    return new Vocabulary(pieces);
  }

  /** Number of tokens, the one that ends the answer included. */
  public int size() {
    return tokens.size() + 1;
  }

  /** The token that ends the answer: the last one. */
  public int end() {
    return tokens.size();
  }

  /** The token's bytes; none for the end. */
  public byte[] bytes(int token) {
    return token == end() ? new byte[0] : tokens.get(token).bytes();
  }

  /** The token as responses show it; see {@link TokenBytes#shown()}. */
  public String shown(int token) {
    return token == end() ? END_TEXT : tokens.get(token).shown();
  }

  Shape shape(int token) {
    return token == end() ? Shape.END_OF_ANSWER : shapes.get(token);
  }

  /** Whether the token's bytes are whole characters on their own. */
  public boolean isWhole(int token) {
    return token != end() && !shapes.get(token).isFragment();
  }

  /** The id of exactly this text, or -1. */
  int find(String text) {
    return ids.getOrDefault(TokenBytes.of(text).latin1(), -1);
  }

  List<Integer> ofShape(Shape shape) {
    return byShape.getOrDefault(shape, List.of());
  }

  /** Whole words of a script that follow no space; empty where there are none. */
  public List<Integer> wordsIn(UnicodeScript script) {
    return ofShape(new Shape(Shape.Kind.WORD, script, false));
  }

  /** Splits a text into tokens, always taking the longest piece that fits. */
  public List<Integer> tokenize(String text) {
    String bytes = TokenBytes.of(text).latin1();
    List<Integer> result = new ArrayList<>(bytes.length() / 4 + 1);
    for (int from = 0; from < bytes.length(); ) {
      int to = from + 1;
      int longest = to;
      while (to < bytes.length() && prefixes.contains(bytes.substring(from, to + 1))) {
        to++;
        if (ids.containsKey(bytes.substring(from, to))) {
          longest = to;
        }
      }
      result.add(ids.get(bytes.substring(from, longest)));
      from = longest;
    }
    return result;
  }

  /** The scripts of a text, Common and Inherited left out. */
  public static Set<UnicodeScript> scriptsOf(String text) {
    Set<UnicodeScript> scripts = new LinkedHashSet<>();
    text.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(Arrays.asList(UnicodeScript.COMMON, UnicodeScript.INHERITED));
    return scripts;
  }
}
