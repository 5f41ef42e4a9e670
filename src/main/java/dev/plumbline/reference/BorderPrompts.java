package dev.plumbline.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Candidates for border prompts: short, harmless, and such that a model has reason to be undecided
 * about the first token of its answer. The same seed gives the same prompts.
 */
public final class BorderPrompts {
  private static final List<String> THINGS =
      words(
          """
          apple bridge candle desert engine forest garden harbour island jacket kettle
          ladder meadow needle orange pencil quarry river saddle tunnel umbrella valley
          window yard anchor basket carpet drum feather glacier hammer lantern mirror
          paper rope stone
          """);

  private static final List<String> QUALITIES =
      words(
          """
          old bright quiet heavy narrow gentle strange cold broken wide soft sudden empty
          golden distant plain rough slow warm wild
          """);

  private static final List<String> KINDS =
      words(
          """
          colour bird city fruit tree metal river animal flower tool vegetable month
          language fish country drink spice planet sport insect instrument stone fabric
          dance
          """);

  private static final List<String> USES =
      List.of(
          "a winter morning",
          "a small garden",
          "a long journey",
          "an old house",
          "a child's story",
          "a quiet evening",
          "a harbour at night",
          "a rainy day",
          "a birthday",
          "a mountain village",
          "a first lesson",
          "a letter home",
          "a market",
          "a poem",
          "a riddle",
          "a summer holiday");

  private static final List<String> VERBS =
      words(
          """
          crossed opened found carried painted watched left followed repaired forgot
          wanted touched
          """);

  /** Those that leave no more than one word to say come first; the others are open. */
  private static final int CONSTRAINED = 8;

  private static final int SHAPES = 12;
  private static final int LARGEST = 99;

  private final SplittableRandom random;

  private BorderPrompts(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Different prompts, fewer than wanted only beyond some hundred thousand.
   *
   * @param open whether to have sentences completed as well, where any word may follow: what is
   *     undecided at temperature 0, but too much so at a temperature that cannot be set
   */
  public static List<String> of(long seed, int count, boolean open) {
    BorderPrompts prompts = new BorderPrompts(seed);
    Set<String> different = new LinkedHashSet<>();
    for (int i = 0; i < 4 * count && different.size() < count; i++) {
      different.add(prompts.next(i % (open ? SHAPES : CONSTRAINED)));
    }
    return List.copyOf(different);
  }

  private String next(int shape) {
    return switch (shape) {
      case 0 ->
          "Choose one of the two words: %s, %s. Answer with that word alone."
              .formatted(two(THINGS).toArray());
      case 1 -> "Name one %s for %s. Answer with one word.".formatted(one(KINDS), one(USES));
      case 2 -> {
        int from = random.nextInt(LARGEST);
        yield "Think of a number from %d to %d. Answer in digits alone."
            .formatted(from, from + 2 + random.nextInt(LARGEST));
      }
      case 3 ->
          "Which fits %s better, %s or %s? Answer with one word."
              .formatted(with(one(USES), two(QUALITIES)));
      case 4 ->
          "The %s %s: keep it, yes or no? Answer with one word."
              .formatted(one(QUALITIES), one(THINGS));
      case 5 ->
          "Say one letter of the word \"%s\". Answer with the letter alone.".formatted(one(THINGS));
      case 6 ->
          "Is the %s more like the %s or the %s? Answer with one word."
              .formatted(with(one(THINGS), two(THINGS)));
      case 7 ->
          "A coin lies under the %s %s. Heads or tails? Answer with one word."
              .formatted(one(QUALITIES), one(THINGS));
      case 8 -> "Go on with this sentence: The %s %s".formatted(one(QUALITIES), one(THINGS));
      case 9 ->
          "Go on with this sentence: She %s the %s and the".formatted(one(VERBS), one(THINGS));
      case 10 -> "Go on with this list: %s, %s,".formatted(two(THINGS).toArray());
      default -> "Write a line about the %s %s.".formatted(one(QUALITIES), one(THINGS));
    };
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private List<String> two(List<String> words) {
    int first = random.nextInt(words.size());
    int second = (first + 1 + random.nextInt(words.size() - 1)) % words.size();
    return IntStream.of(first, second).mapToObj(words::get).toList();
  }

  private static Object[] with(String first, List<String> others) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return all.toArray();
  }
}
