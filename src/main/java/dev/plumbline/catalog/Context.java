package dev.plumbline.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A long text before a probe's question, as long as a target's window has it. It is of common
 * English words, of which every large tokenizer makes one token each, so that its length in tokens
 * is known beforehand.
 *
 * @param measure what {@code tokens} says
 * @param tokens 1 or more
 * @param needles sentences that stand in it
 */
public record Context(Measure measure, int tokens, List<Needle> needles) {

  /** How its length is told. */
  public enum Measure {
    /** The prompt has so many tokens. */
    TOKENS,
    /** Prompt and longest answer stay so many tokens below the target's window. */
    UNDER_WINDOW,
    /** The prompt alone is so many tokens longer than the target's window: it must be refused. */
    OVER_WINDOW
  }

  /**
   * A sentence to be found.
   *
   * @param depth where it stands: 0 at the beginning, 1 at the end
   */
  public record Needle(double depth, String text) {}

  /** A token for so many bytes of a question, at least: English has about four. */
  private static final int BYTES_A_TOKEN = 3;

  /** Longer than any window, and still a text that fits into memory. */
  private static final int LONGEST = 4_000_000;

  /** What a server lays out around a conversation, at most. */
  private static final int LAYOUT_TOKENS = 64;

  public Context {
    needles = needles.stream().sorted(Comparator.comparingDouble(Needle::depth)).toList();
  }

  /** So many words, of which full stops count as one each. */
  public static String filler(int words) {
    return new Filler("words").text(words, List.of());
  }

  /** Whether the target has to refuse it. */
  boolean overWindow() {
    return measure == Measure.OVER_WINDOW;
  }

  /** Whether a target of this window can be asked. */
  boolean fits(int window, int longestAnswer) {
    return switch (measure) {
      case TOKENS -> (long) tokens + longestAnswer <= window;
      case UNDER_WINDOW -> (long) tokens + longestAnswer < window && window <= LONGEST;
      case OVER_WINDOW -> (long) window + tokens <= LONGEST;
    };
  }

  /** Tokens a target charges, where the window is the usual one; for a refusal none charges. */
  public int usualTokens() {
    return switch (measure) {
      case TOKENS -> tokens;
      case UNDER_WINDOW -> Math.max(0, TargetReader.USUAL_WINDOW - tokens);
      case OVER_WINDOW -> 0;
    };
  }

  /**
   * The text before the question.
   *
   * @param seed other seeds, other words
   * @param question bytes of all else that is asked
   */
  String text(Target target, int longestAnswer, String seed, int question) {
    double tokensAWord = target.extras().tokensPerWord();
    long words =
        (long) (fillerTokens(target.contextWindow(), longestAnswer, question) / tokensAWord);
    return new Filler(seed).text(Math.max(0, words), needles);
  }

  /** Above the window all else comes on top; elsewhere it is taken off, counted generously. */
  private long fillerTokens(int window, int longestAnswer, int question) {
    int needleBytes = needles.stream().mapToInt(it -> bytes(it.text())).sum();
    long beside = LAYOUT_TOKENS + Math.ceilDiv((long) question + needleBytes, BYTES_A_TOKEN);
    return switch (measure) {
      case TOKENS -> (long) tokens - beside;
      case UNDER_WINDOW -> (long) window - longestAnswer - tokens - beside;
      case OVER_WINDOW -> (long) window + tokens;
    };
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
