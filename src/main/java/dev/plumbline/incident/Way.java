package dev.plumbline.incident;

import dev.plumbline.detect.AspectCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Trials asked with some values of an aspect.
 *
 * @param tallies one for each objective that they are held to
 */
record Way(List<String> values, List<Tally> tallies) {
  static final Comparator<Way> MOST_FAILING_FIRST =
      Comparator.comparingDouble((Way way) -> -way.rate())
          .thenComparingLong(Way::trials)
          .thenComparing(way -> way.values().getFirst());

  /**
   * @param objective the failure rate p0 that they stay under in health
   */
  record Tally(double objective, long trials, long failures, long answers) {
    private Tally plus(Tally other) {
      return new Tally(
          objective, trials + other.trials, failures + other.failures, answers + other.answers);
    }

    private Likelihood.Part byTrial() {
      return new Likelihood.Part(trials, failures, objective, 1);
    }

    private Likelihood.Part byAnswer() {
      return new Likelihood.Part(
          trials, failures, objective, trials == 0 ? 1 : (double) answers / trials);
    }
  }

  static Way of(AspectCount count, double objective) {
    return new Way(
        List.of(count.value()),
        List.of(new Tally(objective, count.trials(), count.failures(), count.answers())));
  }

  /** More trials of the same values. */
  Way more(Way same) {
    return new Way(values, sum(same));
  }

  /** With the values of another. */
  Way and(Way other) {
    return new Way(Stream.concat(values.stream(), other.values.stream()).toList(), sum(other));
  }

  private List<Tally> sum(Way other) {
    SortedMap<Double, Tally> sums = new TreeMap<>();
    Stream.concat(tallies.stream(), other.tallies.stream())
        .forEach(tally -> sums.merge(tally.objective(), tally, Tally::plus));
    return new ArrayList<>(sums.values());
  }

  long trials() {
    return total(Tally::trials);
  }

  long failures() {
    return total(Tally::failures);
  }

  /** Mean number of answers of a trial. */
  double answersEach() {
    return (double) total(Tally::answers) / trials();
  }

  /**
   * Of a fault on just these trials against none at all: of one that hits a share of trials or one
   * that hits a share of answers, whichever explains them better. A session that is sent astray
   * fails once however long it is, and one of many answers has many chances to fail.
   */
  double logRatio() {
    return Math.max(
        Likelihood.logRatioOf(tallies.stream().map(Tally::byTrial).toList()),
        Likelihood.logRatioOf(tallies.stream().map(Tally::byAnswer).toList()));
  }

  /** {@code sticky 14 of 40}. */
  String told() {
    return "%s %d of %d".formatted(name(), failures(), trials());
  }

  String name() {
    return switch (values.size()) {
      case 1 -> values.getFirst();
      case 2 -> values.getFirst() + " and " + values.getLast();
      default -> "%s and %d others".formatted(values.getFirst(), values.size() - 1);
    };
  }

  private double rate() {
    return (double) failures() / trials();
  }

  private long total(ToLongFunction<Tally> of) {
    return tallies.stream().mapToLong(of).sum();
  }
}
