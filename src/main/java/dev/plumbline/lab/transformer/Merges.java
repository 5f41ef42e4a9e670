package dev.plumbline.lab.transformer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Which two tokens become one. The earliest merge of the list comes first, the leftmost among
 * equals; merges have the ids of what they make, so the lowest id comes first.
 */
final class Merges {
  private static final int NONE = -1;

  private final Map<Long, Integer> made = new HashMap<>();

  /**
   * Adds the merge that follows all added before.
   *
   * @param made id of the token made; above those of all merges before
   */
  void add(int left, int right, int made) {
    this.made.putIfAbsent(pair(left, right), made);
  }

  /** The tokens of one chunk of text. Takes n log n steps for n bytes. */
  void apply(byte[] chunk, IntStream.Builder result) {
    int[] tokens = new int[chunk.length];
    for (int i = 0; i < chunk.length; i++) {
      tokens[i] = chunk[i] & 0xff;
    }
    if (chunk.length > 1) {
      merge(tokens);
    }
    Arrays.stream(tokens).filter(token -> token != NONE).forEach(result);
  }

  /** A token made takes the place of its left part; the right part's place then holds none. */
  private void merge(int[] tokens) {
    int[] next = IntStream.rangeClosed(1, tokens.length).toArray();
    int[] previous = IntStream.range(-1, tokens.length - 1).toArray();
    PriorityQueue<Long> candidates = new PriorityQueue<>();
    for (int at = 0; at + 1 < tokens.length; at++) {
      propose(tokens, at, at + 1, candidates);
    }
    for (Long best = candidates.poll(); best != null; best = candidates.poll()) {
      int at = best.intValue();
      int right = next[at];
      int id = (int) (best >> Integer.SIZE);
      // A candidate may be older than a merge of one of its parts.
      if (right == tokens.length || made(tokens[at], tokens[right]) != id) {
        continue;
      }
      tokens[at] = id;
      tokens[right] = NONE;
      next[at] = next[right];
      if (next[at] < tokens.length) {
        previous[next[at]] = at;
        propose(tokens, at, next[at], candidates);
      }
      if (previous[at] >= 0) {
        propose(tokens, previous[at], at, candidates);
      }
    }
  }

  private void propose(int[] tokens, int left, int right, PriorityQueue<Long> candidates) {
    int id = made(tokens[left], tokens[right]);
    if (id != NONE) {
      candidates.add((long) id << Integer.SIZE | left);
    }
  }

  private int made(int left, int right) {
    return made.getOrDefault(pair(left, right), NONE);
  }

  private static long pair(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }
}
