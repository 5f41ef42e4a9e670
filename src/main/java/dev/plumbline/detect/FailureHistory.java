package dev.plumbline.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Trials and failures of a leaf since any time within five weeks. Kept as runs that each end with a
 * failure; of runs with about as many failures at most {@value #SAME_SIZE} are kept, older ones
 * merge in pairs, so that the newest are exact and a count is never far off. (An exponential
 * histogram: Datar, Gionis, Indyk, Motwani 2002.)
 *
 * @param runs oldest first; the last is open where it has no failure yet
 */
public record FailureHistory(List<Run> runs) {
  static final FailureHistory NONE = new FailureHistory(List.of());
  static final Duration KEPT = Duration.ofDays(35);
  private static final int SAME_SIZE = 6;

  /** With these it is known how at least the newest sixteen failures were asked. */
  private static final int WITH_ASPECTS = 12;

  public FailureHistory {
    runs = List.copyOf(runs);
  }

  /**
   * Trials from one scheduled time to another.
   *
   * @param aspects how they were asked; only the newest {@value #WITH_ASPECTS} with a failure and
   *     the open one have them
   */
  public record Run(
      Instant from,
      Instant to,
      long trials,
      long failures,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<AspectCount> aspects) {

    public Run {
      aspects = List.copyOf(aspects);
    }

    private static Run open(Instant at) {
      return new Run(at, at, 0, 0, List.of());
    }

    private Run plus(Instant at, boolean failed, List<AspectCount> asked) {
      return new Run(
          from,
          at.isAfter(to) ? at : to,
          trials + 1,
          failures + (failed ? 1 : 0),
          AspectCount.plus(aspects, asked));
    }

    private Run plus(Run younger) {
      return new Run(
          from,
          younger.to,
          trials + younger.trials,
          failures + younger.failures,
          aspects.isEmpty() || younger.aspects.isEmpty()
              ? List.of()
              : AspectCount.plus(aspects, younger.aspects));
    }

    private Run withoutAspects() {
      return new Run(from, to, trials, failures, List.of());
    }

    private int size() {
      return Long.SIZE - Long.numberOfLeadingZeros(failures);
    }

    /**
     * The part from a time on; a single failure is where it is, at the end, the rest spread evenly.
     */
    private Count since(Instant time) {
      if (to.isBefore(time)) {
        return Count.NONE;
      }
      if (!from.isBefore(time)) {
        return new Count(trials, failures);
      }
      double part = part(time);
      long some = Math.max(1, Math.round(part * trials));
      return new Count(some, failures <= 1 ? failures : Math.round(part * failures));
    }

    private double part(Instant time) {
      return (double) Duration.between(time, to).toMillis() / Duration.between(from, to).toMillis();
    }

    /** How that part was asked. */
    private List<AspectCount> aspectsSince(Instant time) {
      if (to.isBefore(time)) {
        return List.of();
      }
      if (!from.isBefore(time)) {
        return aspects;
      }
      double part = part(time);
      return aspects.stream()
          .flatMap(count -> count.part(part, failures <= 1 ? 1 : part).stream())
          .toList();
    }
  }

  /** Trials and the failures among them. */
  record Count(long trials, long failures) {
    static final Count NONE = new Count(0, 0);

    private Count plus(Count other) {
      return new Count(trials + other.trials, failures + other.failures);
    }
  }

  FailureHistory after(Instant at, boolean failed) {
    return after(at, failed, List.of());
  }

  /**
   * One more trial.
   *
   * @param asked how
   */
  FailureHistory after(Instant at, boolean failed, List<AspectCount> asked) {
    List<Run> next = new ArrayList<>(runs);
    if (next.isEmpty() || next.getLast().failures() > 0) {
      next.add(Run.open(at));
    }
    next.set(next.size() - 1, next.getLast().plus(at, failed, asked));
    if (failed) {
      next.removeIf(run -> run.to().isBefore(at.minus(KEPT)));
      thin(next);
      for (int i = next.size() - 1 - WITH_ASPECTS;
          i >= 0 && !next.get(i).aspects().isEmpty();
          i--) {
        next.set(i, next.get(i).withoutAspects());
      }
    }
    return new FailureHistory(next);
  }

  Count since(Instant time) {
    return runs.stream().map(run -> run.since(time)).reduce(Count.NONE, Count::plus);
  }

  /** How what {@link #since} counts was asked, or the newest part of it. */
  List<AspectCount> aspectsSince(Instant time) {
    return runs.stream().map(run -> run.aspectsSince(time)).reduce(List.of(), AspectCount::plus);
  }

  private static void thin(List<Run> runs) {
    int same = 0;
    for (int i = runs.size() - 1; i >= 0; i--) {
      same = i + 1 < runs.size() && runs.get(i).size() == runs.get(i + 1).size() ? same + 1 : 1;
      if (same > SAME_SIZE && (i == 0 || runs.get(i - 1).size() != runs.get(i).size())) {
        runs.set(i, runs.get(i).plus(runs.remove(i + 1)));
        same = 1;
      }
    }
  }
}
