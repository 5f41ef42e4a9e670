package dev.plumbline.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which of many lines are taken: all, the first few, or a few at random, each as likely as any
 * other. Keeps no more than it takes.
 *
 * @param limit null for all
 * @param seed null for the first ones
 */
public record LmEvalSubset(@Nullable Integer limit, @Nullable Long seed) {
  public static final LmEvalSubset ALL = new LmEvalSubset(null, null);

  Draw draw() {
    return new Draw(
        limit == null ? Integer.MAX_VALUE : limit,
        seed == null ? null : new SplittableRandom(seed));
  }

  /** One drawing, by Vitter's algorithm R. */
  static final class Draw {
    private final int limit;
    private final @Nullable SplittableRandom random;
    private final List<LmEvalQuestion> taken = new ArrayList<>();
    private int offered;

    private Draw(int limit, @Nullable SplittableRandom random) {
      this.limit = limit;
      this.random = random;
    }

    /** Whether more questions can change nothing. */
    boolean full() {
      return random == null && taken.size() >= limit;
    }

    void offer(LmEvalQuestion question) {
      offered++;
      if (taken.size() < limit) {
        taken.add(question);
      } else if (random != null) {
        int place = random.nextInt(offered);
        if (place < limit) {
          taken.set(place, question);
        }
      }
    }

    /** In the order of the file. */
    List<LmEvalQuestion> inOrder() {
      return taken.stream()
          .sorted(java.util.Comparator.comparingInt(LmEvalQuestion::line))
          .toList();
    }
  }
}
