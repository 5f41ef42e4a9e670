package dev.plumbline.lab.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A reference answer with the logits at each of its positions, worked out once. At most positions
 * the reference token leads clearly; at a few an alternative nearly ties with it.
 */
final class CannedAnswer {
  private static final double CLEAR_LEAD = 6;

  private final List<Integer> reference;
  private final List<Position> positions;
  private final Vocabulary vocabulary;

  /**
   * One position.
   *
   * @param decided the same, with a clear lead: once something was said before the reference token
   * @param filler a token after which the same reference token still fits; -1 where there is none
   */
  private record Position(Logits logits, Logits decided, int filler) {}

  private CannedAnswer(Vocabulary vocabulary, List<Integer> reference, List<Position> positions) {
    this.vocabulary = vocabulary;
    this.reference = reference;
    this.positions = positions;
  }

  static CannedAnswer of(Vocabulary vocabulary, String text, Margins margins, long seed) {
    List<Integer> tokens = new ArrayList<>(vocabulary.tokenize(text));
    tokens.add(vocabulary.end());
    List<Position> positions = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      positions.add(position(vocabulary, tokens, i, margins, Draws.hash(seed, i)));
    }
    return new CannedAnswer(vocabulary, List.copyOf(tokens), List.copyOf(positions));
  }

  private static Position position(
      Vocabulary vocabulary, List<Integer> tokens, int index, Margins margins, long seed) {
    int token = tokens.get(index);
    Alternatives.Rival rival = Alternatives.rival(vocabulary, token, index, seed);
    double margin = margins.draw(vocabulary.shape(token), rival.sensible(), seed);
    Logits logits = Heads.around(vocabulary, token, rival.token(), margin, seed);
    if (!rival.filler()) {
      return new Position(logits, logits, -1);
    }
    Logits decided = Heads.around(vocabulary, token, rival.token(), CLEAR_LEAD, seed);
    return new Position(logits, decided, rival.token());
  }

  Logits logits(int position, boolean decided) {
    Position at = positions.get(position);
    return decided ? at.decided() : at.logits();
  }

  /**
   * Where the answer stands after a token was emitted: one further after the reference token or a
   * stand-in for it, at the same place after a filler or a token that was never expected.
   */
  int after(int position, int token) {
    if (position == reference.size() - 1) {
      return position;
    }
    if (token == reference.get(position)) {
      return position + 1;
    }
    if (token == positions.get(position).filler() || !expected(position, token)) {
      return position;
    }
    return nextCharacter(position);
  }

  private boolean expected(int position, int token) {
    Logits logits = logits(position, false);
    for (int i = 0; i < logits.size(); i++) {
      if (logits.token(i) == token) {
        return true;
      }
    }
    return false;
  }

  /** A whole token stood in for the first piece of a split character: skip the other pieces. */
  private int nextCharacter(int position) {
    int next = position + 1;
    if (vocabulary.shape(reference.get(position)).isFragment()) {
      while (vocabulary.shape(reference.get(next)).isFragment()) {
        next++;
      }
    }
    return next;
  }
}
