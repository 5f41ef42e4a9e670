package dev.plumbline.score;

/** How much of a text says something new, counted over its words and numbers. */
final class Redundancy {
  /**
   * Below this a text is one passage over and over. Prose is at 1, tables and lists of records at
   * 0.6 and more, a paragraph said twice at 0.5, said six times at 0.17.
   */
  static final double TOO_LOW = 0.2;

  /** Longer than what the lines of a list have in common. */
  private static final int GRAM = 32;

  /** Shorter texts may say the same thing a few times. */
  private static final int ENOUGH = 600;

  private static final int AT_MOST = 1 << 14;

  /** Any odd number does; Knuth's multiplier for 64 bits. */
  private static final long BASE = 6364136223846793005L;

  private Redundancy() {}

  /**
   * Distinct sequences of 32 characters over all such sequences; 1 of a text that is too short, or
   * is no words.
   */
  static double distinctShare(String text) {
    StringBuilder words = new StringBuilder(Math.min(text.length(), AT_MOST));
    int letters = 0;
    for (int at = 0; at < text.length() && words.length() < AT_MOST; at++) {
      char c = text.charAt(at);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        words.append(c);
        letters += Character.isDigit(c) ? 0 : 1;
      } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
    boolean tooFew = words.length() < ENOUGH || 2 * letters < words.length();
    return tooFew ? 1 : distinctShareOf(words);
  }

  private static double distinctShareOf(CharSequence words) {
    long leaving = 1; // the weight of the character that leaves the window
    for (int i = 0; i < GRAM; i++) {
      leaving *= BASE;
    }
    long[] seen = new long[Integer.highestOneBit(words.length()) * 4];
    long hash = 0;
    int distinct = 0;
    for (int at = 0; at < words.length(); at++) {
      hash = hash * BASE + words.charAt(at);
      if (at >= GRAM) {
        hash -= leaving * words.charAt(at - GRAM);
      }
      if (at >= GRAM - 1 && add(seen, hash)) {
        distinct++;
      }
    }
    return (double) distinct / (words.length() - GRAM + 1);
  }

  /** Adds to a hash table with room to spare; false if it was there. 0 marks a free place. */
  private static boolean add(long[] seen, long hash) {
    int mask = seen.length - 1;
    int place = (int) ((hash * BASE) >>> 33) & mask;
    while (seen[place] != 0) {
      if (seen[place] == hash) {
        return false;
      }
      place = (place + 1) & mask;
    }
    seen[place] = hash;
    return true;
  }
}
