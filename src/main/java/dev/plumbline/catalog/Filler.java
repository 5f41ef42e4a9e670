package dev.plumbline.catalog;

import java.util.List;

/** Words without a meaning, and sentences with one among them. The same seed is the same text. */
final class Filler {
  /** Each is one token with the space before it in the vocabularies of all large models. */
  private static final List<String> WORDS =
      List.of(
          ("the of and to in is was for on that with as it be by at from this his which or had not"
                  + " are but one have been were all their there when who will more no if out so"
                  + " time up into than other some what two only first new over after also about"
                  + " many then them work like before well very most people where through"
                  + " back years long way between under same great last might still place right"
                  + " such part used world house found three every state never home school night"
                  + " number water small large group point hand side end name line city")
              .split(" ", -1));

  private static final int SENTENCE = 11;

  private final long seed;

  Filler(String seed) {
    long mixed = 0;
    for (int i = 0; i < seed.length(); i++) {
      mixed = mix(mixed ^ seed.charAt(i));
    }
    this.seed = mixed;
  }

  /**
   * Sentences of {@value #SENTENCE} words each.
   *
   * @param tokens words and full stops, about
   * @param needles by depth
   */
  String text(long tokens, List<Context.Needle> needles) {
    long sentences = tokens / (SENTENCE + 1);
    StringBuilder text = new StringBuilder();
    int placed = 0;
    for (long sentence = 0; sentence < sentences; sentence++) {
      while (placed < needles.size() && needles.get(placed).depth() * sentences <= sentence) {
        text.append(needles.get(placed++).text()).append(' ');
      }
      write(text, sentence);
    }
    for (Context.Needle needle : needles.subList(placed, needles.size())) {
      text.append(needle.text()).append(' ');
    }
    return text.toString().stripTrailing();
  }

  private void write(StringBuilder text, long sentence) {
    for (int word = 0; word < SENTENCE; word++) {
      long drawn = mix(seed ^ mix(sentence * SENTENCE + word));
      text.append(WORDS.get((int) Math.floorMod(drawn, (long) WORDS.size())));
      text.append(word == SENTENCE - 1 ? ". " : " ");
    }
  }

  /** The finalizer of SplitMix64: Steele, Lea, Flood 2014. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
