package dev.plumbline.incident;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import dev.plumbline.detect.Detection;
import dev.plumbline.incident.Aspects.Asked;
import dev.plumbline.incident.Aspects.Explanation;
import dev.plumbline.incident.Aspects.Verdict;
import dev.plumbline.incident.Localisation.Exclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One aspect in one check. What is true of slices is true of ways to ask: one that leaves failures
 * out leaves them to an objective that hardly allows them, and a fault however asked pays for the
 * silence of the ways that did not fail. A fault however asked is as likely beforehand as all that
 * are not, of these each number of values as likely as every other, and then each choice of them.
 */
final class AspectVerdict {
  private static final int WAYS_TOLD = 4;
  private static final String ANY = "however asked";

  private record Scored(Way way, double logRatio, double logPrior) {
    double logPosterior() {
      return logRatio + logPrior;
    }
  }

  private final List<Way> ways;
  private final Scored any;
  private final Scored likeliest;
  private final Detection.Effect effect;

  /**
   * @param ways at least two, of one value each, those that fail most first
   * @param stretches each began and ended with a failure that was selected
   */
  AspectVerdict(List<Way> ways, int stretches) {
    this.ways = ways;
    this.any = scored(together(ways));
    this.likeliest =
        candidates().stream()
            .map(this::scored)
            .max(
                comparingDouble(Scored::logPosterior)
                    .thenComparing(comparingInt(it -> it.way().values().size())))
            .orElseThrow();
    this.effect =
        Localisation.effect(likeliest.way().trials(), likeliest.way().failures(), stretches);
  }

  Asked of(String check, String aspect) {
    Verdict verdict = verdict();
    return new Asked(check, aspect, verdict, summary(verdict), explanations());
  }

  /** Every value alone, and the values that fail most together. */
  private List<Way> candidates() {
    List<Way> candidates = new ArrayList<>(ways);
    IntStream.rangeClosed(2, ways.size())
        .mapToObj(size -> together(ways.subList(0, size)))
        .forEach(candidates::add);
    return candidates;
  }

  private static Way together(List<Way> ways) {
    return ways.stream().reduce(Way::and).orElseThrow();
  }

  private Scored scored(Way way) {
    double logPrior =
        isAny(way)
            ? 0
            : -Math.log(ways.size() - 1.0) - logChoices(ways.size(), way.values().size());
    return new Scored(way, way.logRatio(), logPrior);
  }

  private boolean isAny(Way way) {
    return way.values().size() == ways.size();
  }

  private static double logChoices(int of, int chosen) {
    return IntStream.range(0, chosen).mapToDouble(i -> Math.log((of - i) / (i + 1.0))).sum();
  }

  private Verdict verdict() {
    if (isAny(likeliest.way())) {
      return ways.stream().allMatch(way -> exclusion(way).excluded())
          ? Verdict.ANY
          : Verdict.UNTOLD;
    }
    if (!exclusion(any.way()).excluded()) {
      return Verdict.UNTOLD;
    }
    return unexplained(rest()) ? Verdict.MOSTLY : Verdict.ONLY;
  }

  private String summary(Verdict verdict) {
    Way best = likeliest.way();
    return switch (verdict) {
      case ONLY -> "only %s; %s".formatted(failed(best), rest().told());
      case MOSTLY -> "mostly %s; %s".formatted(failed(best), rest().told());
      case ANY -> ANY + ": " + told();
      case UNTOLD -> "too little to tell: " + told();
    };
  }

  private static String failed(Way way) {
    return "%s failed, %d of %d".formatted(way.name(), way.failures(), way.trials());
  }

  private String told() {
    Stream<String> most = ways.stream().limit(WAYS_TOLD).map(Way::told);
    Optional<Way> others = ways.stream().skip(WAYS_TOLD).reduce(Way::and);
    return Stream.concat(
            most,
            others.stream()
                .map(it ->
                    "%d others %d of %d".formatted(it.values().size(), it.failures(), it.trials())))
        .collect(joining(", "));
  }

  private List<Explanation> explanations() {
    return Stream.concat(
            Stream.of(likeliest, any),
            ways.stream().filter(way -> way.failures() > 0).map(this::scored))
        .distinct()
        .sorted(comparingDouble(Scored::logPosterior).reversed())
        .map(this::explanation)
        .toList();
  }

  private Explanation explanation(Scored scored) {
    Way way = scored.way();
    Exclusion exclusion = exclusion(way);
    return new Explanation(
        isAny(way) ? ANY : way.name(),
        way.values(),
        way.failures(),
        way.trials(),
        scored.logRatio(),
        exclusion.excluded(),
        exclusion.because());
  }

  /** What speaks against a fault on just this way to ask, where the likeliest one is broken. */
  private Exclusion exclusion(Way way) {
    Way best = likeliest.way();
    if (way.values().equals(best.values())) {
      return new Exclusion(false, "explains the failures best");
    }
    Optional<Way> leftOut = in(best, way);
    if (leftOut.filter(AspectVerdict::unexplained).isPresent()) {
      return new Exclusion(true, "leaves unexplained: " + failures(leftOut.get()));
    }
    Optional<Way> added = in(way, best);
    if (added.isPresent()) {
      double most = Localisation.limits(added.get().failures(), added.get().trials()).upper();
      double least = expected(added.get());
      if (most < least) {
        return new Exclusion(
            true,
            "%s, at most %s, where at least %s would be expected"
                .formatted(failures(added.get()), Words.percent(most), Words.percent(least)));
      }
    }
    return new Exclusion(
        false,
        added.isEmpty()
            ? "not excluded: too few failures asked otherwise"
            : "not excluded: too few trials of " + added.get().name());
  }

  /**
   * The least share of these that would fail if the likeliest way had nothing to do with it: that
   * of trials as there, or of answers, where it has fewer in a trial.
   */
  private double expected(Way other) {
    double fewer = other.answersEach() / likeliest.way().answersEach();
    return Likelihood.ofAny(effect.lower(), Math.min(1, fewer));
  }

  private static boolean unexplained(Way way) {
    return way.logRatio() >= Localisation.LOG_UNEXPLAINED;
  }

  private static String failures(Way way) {
    return "%s failed %d of %d".formatted(way.name(), way.failures(), way.trials());
  }

  /** What was asked otherwise than in the likeliest way. */
  private Way rest() {
    return in(any.way(), likeliest.way()).orElseThrow();
  }

  private Optional<Way> in(Way one, Way other) {
    return ways.stream()
        .filter(way -> one.values().containsAll(way.values()))
        .filter(way -> !other.values().containsAll(way.values()))
        .reduce(Way::and);
  }
}
