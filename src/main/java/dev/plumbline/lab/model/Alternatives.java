package dev.plumbline.lab.model;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What might have been said instead of a token. */
final class Alternatives {
  private static final Shape LATIN_AFTER_SPACE =
      new Shape(Shape.Kind.WORD, UnicodeScript.LATIN, true);

  /** Punctuation without letters: fits into a text of any script. */
  static final Shape SYMBOL = new Shape(Shape.Kind.SYMBOL, UnicodeScript.COMMON, false);

  /** The first words of an answer often are the answer: they keep a clear lead. */
  private static final int FIRST_DOUBTFUL_POSITION = 2;

  private static final List<String> FILLERS = List.of(" also", " just", " really", " quite");

  private static final Map<String, String> SYNONYMS =
      symmetric(
          "the:a",
          "is:was",
          "are:were",
          "and:or",
          "big:large",
          "small:little",
          "quick:fast",
          "hard:strong",
          "can:could",
          "may:might",
          "will:would",
          "shall:should",
          "begin:start",
          "begins:starts",
          "many:several",
          "often:usually",
          "however:therefore",
          "very:quite",
          "by:through",
          "in:within",
          "from:across",
          "this:that",
          "these:those",
          "good:great",
          "answer:result",
          "example:case",
          "make:build",
          "makes:builds",
          "use:take",
          "uses:takes",
          "say:tell",
          "says:tells",
          "see:find",
          "shows:gives",
          "house:home",
          "road:street",
          "sea:ocean",
          "speed:energy",
          "while:because",
          "when:where",
          "also:still",
          "only:just",
          "such:other",
          "each:every",
          "between:among",
          "which:that",
          "has:had",
          "have:keep");

  private Alternatives() {}

  /**
   * The strongest alternative at a position.
   *
   * @param sensible whether the answer stays good prose with it
   * @param filler whether it goes before the reference token instead of standing in for it
   */
  record Rival(int token, boolean sensible, boolean filler) {}

  static Rival rival(Vocabulary vocabulary, int token, int position, long seed) {
    Shape shape = vocabulary.shape(token);
    if (position >= FIRST_DOUBTFUL_POSITION && shape.equals(LATIN_AFTER_SPACE)) {
      int synonym = synonym(vocabulary, vocabulary.shown(token));
      if (synonym >= 0) {
        return new Rival(synonym, true, false);
      }
      int filler = filler(vocabulary, vocabulary.shown(token), seed);
      if (filler >= 0) {
        return new Rival(filler, true, true);
      }
    }
    return new Rival(sameShape(vocabulary, token, shape, seed), false, false);
  }

  private static int synonym(Vocabulary vocabulary, String shown) {
    String other = SYNONYMS.get(shown.substring(1));
    return other == null ? -1 : vocabulary.find(" " + other);
  }

  private static int filler(Vocabulary vocabulary, String shown, long seed) {
    if (!Character.isLowerCase(shown.codePointAt(1))) {
      return -1;
    }
    String filler = FILLERS.get(Draws.below(FILLERS.size(), Draws.hash(seed, 4)));
    return filler.equals(shown) ? -1 : vocabulary.find(filler);
  }

  private static int sameShape(Vocabulary vocabulary, int token, Shape shape, long seed) {
    List<Integer> peers = vocabulary.ofShape(shape);
    for (int attempt = 0; attempt < peers.size(); attempt++) {
      int peer = peers.get(Draws.below(peers.size(), Draws.hash(seed, 300 + attempt)));
      if (peer != token) {
        return peer;
      }
    }
    return vocabulary.ofShape(SYMBOL).getFirst();
  }

  private static Map<String, String> symmetric(String... pairs) {
    Map<String, String> synonyms = new HashMap<>();
    for (String pair : pairs) {
      List<String> words = new ArrayList<>(List.of(pair.split(":", 2)));
      synonyms.putIfAbsent(words.get(0), words.get(1));
      synonyms.putIfAbsent(words.get(1), words.get(0));
    }
    return Map.copyOf(synonyms);
  }
}
