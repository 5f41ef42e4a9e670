package dev.plumbline.detect;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Trials that were asked in one way, and the failures among them. As JSON an array of its
 * components in their order: leaves have dozens of them.
 *
 * @param aspect of how it was asked: a word of {@link Aspect}
 * @param value what that was: {@code sticky}; of more than {@value #MOST_VALUES} values of an
 *     aspect the later ones are {@value #OTHER}
 * @param trials a session whose answers differ in the aspect is a trial of each of their values
 * @param answers of which those trials are made: sticky sessions have several each
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record AspectCount(String aspect, String value, long trials, long failures, long answers) {
  public static final String OTHER = "other";
  static final int MOST_VALUES = 16;

  public AspectCount {
    Objects.requireNonNull(aspect, "aspect");
    Objects.requireNonNull(value, "value");
    if (trials < 1 || failures < 0 || trials < failures || answers < trials) {
      throw new IllegalArgumentException(
          "%s %s: %d failures of %d trials of %d answers"
              .formatted(aspect, value, failures, trials, answers));
    }
  }

  /** Sums by aspect and value, bounded in number. */
  public static List<AspectCount> plus(List<AspectCount> some, List<AspectCount> more) {
    if (some.isEmpty() || more.isEmpty()) {
      return some.isEmpty() ? more : some;
    }
    List<AspectCount> sums = new ArrayList<>(some);
    more.forEach(count -> add(sums, count));
    return List.copyOf(sums);
  }

  private static void add(List<AspectCount> sums, AspectCount count) {
    int values = 0;
    for (int i = 0; i < sums.size(); i++) {
      AspectCount sum = sums.get(i);
      if (sum.aspect.equals(count.aspect)) {
        if (sum.value.equals(count.value)) {
          sums.set(i, sum.plus(count));
          return;
        }
        values += sum.value.equals(OTHER) ? 0 : 1;
      }
    }
    if (values < MOST_VALUES || count.value.equals(OTHER)) {
      sums.add(count);
    } else {
      add(sums, new AspectCount(count.aspect, OTHER, count.trials, count.failures, count.answers));
    }
  }

  private AspectCount plus(AspectCount other) {
    return new AspectCount(
        aspect, value, trials + other.trials, failures + other.failures, answers + other.answers);
  }

  /** Another answer of the one session that this counts. */
  AspectCount andAnswer(boolean failed) {
    return new AspectCount(aspect, value, 1, failed ? 1 : failures, answers + 1);
  }

  /**
   * A part of these trials; empty where that is less than half of one.
   *
   * @param share of the trials
   * @param failed of the failures
   */
  Optional<AspectCount> part(double share, double failed) {
    long some = Math.round(failed * failures);
    long tried = Math.max(some, Math.round(share * trials));
    return tried == 0
        ? Optional.empty()
        : Optional.of(
            new AspectCount(
                aspect, value, tried, some, Math.max(tried, Math.round(share * answers))));
  }
}
