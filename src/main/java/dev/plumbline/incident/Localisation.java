package dev.plumbline.incident;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection.Effect;
import dev.plumbline.stats.ClopperPearson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which slice is broken: the one with the greatest probability given the leaf counts, when every
 * kind of slice was equally likely beforehand. Pure.
 *
 * <p>That choice is "the smallest slice that explains": one that misses failing targets leaves
 * failures to an objective that hardly allows them, one that is too wide pays for the silence of
 * its healthy members. With k failures on a slice of m parts there remains a chance of about
 * m^(1−k) that all fell on one part: no rule can tell this from a fault of that part, so {@link
 * #probability} says how sure the choice is and {@link Alternative#excluded()} only where there is
 * evidence, not silence.
 */
final class Localisation {
  /** Failures outside a slice count as unexplained when they are this improbable in health. */
  static final double LOG_UNEXPLAINED = Math.log(1_000);

  private static final double CONFIDENCE = 0.95;

  /** Sums differ in their last digits by the order of a set: equal beyond those is a tie. */
  private static final Comparator<Scored> LIKELIEST_FIRST =
      comparingDouble((Scored scored) -> -Math.rint(scored.logPosterior() * 1e9))
          .thenComparing(comparingInt(scored -> scored.members().size()))
          .thenComparing(comparing(scored -> scored.slice().toString()));

  /** A slice with its numbers; {@link #logPosterior} is up to a constant. */
  record Scored(Fleet.Candidate candidate, double logLikelihoodRatio) {
    double logPosterior() {
      return logLikelihoodRatio + candidate.logPrior();
    }

    Slice slice() {
      return candidate.slice();
    }

    Set<Slice> members() {
      return candidate.members();
    }
  }

  private final SortedMap<String, Counts> checks;
  private final List<Likelihood> likelihoods;

  /** Over all checks. */
  private final Map<Slice, Long> failuresOfTargets = new HashMap<>();

  /** Leaves with failures that count several targets as one. */
  private final List<Counts.Leaf> failedAsOne = new ArrayList<>();

  private final List<Scored> ranked;
  private final double logTotal;

  /**
   * @param checks leaf counts by check. Each check has a share of its own, all the same targets
   */
  Localisation(Fleet fleet, SortedMap<String, Counts> checks) {
    this.checks = checks;
    for (Counts counts : checks.values()) {
      for (Counts.Leaf leaf : counts.leaves()) {
        if (leaf.leaf().isLeaf()) {
          failuresOfTargets.merge(leaf.leaf(), leaf.failures(), Long::sum);
        } else if (leaf.failures() > 0) {
          failedAsOne.add(leaf);
        }
      }
    }
    this.likelihoods = checks.values().stream().map(Likelihood::new).toList();
    this.ranked =
        fleet.candidates().stream()
            .map(candidate -> new Scored(candidate, logRatio(candidate.members())))
            .sorted(LIKELIEST_FIRST)
            .toList();
    this.logTotal =
        Likelihood.logSumExp(ranked.stream().mapToDouble(Scored::logPosterior).toArray());
  }

  /** By one check. */
  static Localisation of(Fleet fleet, Counts counts) {
    return new Localisation(fleet, new TreeMap<>(Map.of("", counts)));
  }

  Scored suspect() {
    return ranked.getFirst();
  }

  /** Of a fault on just these targets against none at all. */
  double logRatio(Set<Slice> members) {
    return likelihoods.stream().mapToDouble(check -> check.logRatio(members)).sum();
  }

  double probability(Scored scored) {
    return Math.exp(scored.logPosterior() - logTotal);
  }

  /** All other slices with a failure, likeliest first. */
  List<Alternative> alternatives() {
    List<Finding.CheckEffect> effects = effects(suspect().members());
    return ranked.stream()
        .skip(1)
        .filter(other -> failures(other.members()) > 0)
        .map(other -> alternative(other, effects))
        .toList();
  }

  /** How large the fault is on these targets, by check. */
  List<Finding.CheckEffect> effects(Set<Slice> members) {
    return checks.entrySet().stream()
        .map(check -> {
          Counts inside = check.getValue().within(members);
          return new Finding.CheckEffect(check.getKey(), effect(inside), inside.objective());
        })
        .toList();
  }

  /** Leaves elsewhere whose own counts speak of a fault. */
  List<Finding.Unexplained> unexplained(Set<Slice> members) {
    List<Finding.Unexplained> found = new ArrayList<>();
    checks.forEach((check, counts) -> {
      Likelihood likelihood = new Likelihood(counts);
      for (Counts.Leaf leaf : counts.leaves()) {
        double ratio = likelihood.logRatio(Set.of(leaf.leaf()));
        if (!leaf.tellsOf(members) && ratio >= LOG_UNEXPLAINED) {
          found.add(
              new Finding.Unexplained(check, leaf.leaf(), leaf.failures(), leaf.trials(), ratio));
        }
      }
    });
    return List.copyOf(found);
  }

  private Alternative alternative(Scored other, List<Finding.CheckEffect> effects) {
    Exclusion exclusion = exclusion(other.members(), suspect().members(), effects);
    return new Alternative(
        other.slice(),
        other.members().size(),
        other.logLikelihoodRatio(),
        probability(other),
        exclusion.excluded(),
        exclusion.because());
  }

  /**
   * Whether evidence speaks against a set of targets.
   *
   * @param because the evidence in words, with its numbers
   */
  record Exclusion(boolean excluded, String because) {}

  /** What speaks against these targets, where those of the suspect are broken. */
  Exclusion exclusion(Set<Slice> members, Set<Slice> suspect) {
    return exclusion(members, suspect, effects(suspect));
  }

  /** Leaves failures of the suspect out, or holds targets shown to be healthy, or neither. */
  private Exclusion exclusion(
      Set<Slice> members, Set<Slice> suspect, List<Finding.CheckEffect> effects) {
    Set<Slice> leftOut = without(suspect, members);
    Set<Slice> added = without(members, suspect);
    for (Map.Entry<String, Counts> check : checks.entrySet()) {
      Counts missed = check.getValue().within(leftOut, members);
      if (new Likelihood(missed).logRatio(leftOut) >= LOG_UNEXPLAINED) {
        return new Exclusion(
            true,
            "leaves unexplained: %s failed %d of %d elsewhere in the suspect"
                .formatted(check.getKey(), missed.failures(), missed.trials()));
      }
    }
    for (Finding.CheckEffect effect : effects) {
      Counts rest = counts(effect.check()).within(added, suspect);
      double least = effect.effect().lower();
      double most = limits(rest.failures(), rest.trials()).upper();
      if (most < least) {
        return new Exclusion(
            true,
            "its other targets are healthy: %s failed %d of %d there, at most %s, against at least %s"
                .formatted(
                    effect.check(),
                    rest.failures(),
                    rest.trials(),
                    Words.percent(most),
                    Words.percent(least)));
      }
    }
    return new Exclusion(
        false,
        added.isEmpty()
            ? "not excluded: too few failures on the suspect's other targets"
            : "not excluded: too few trials to show its other targets healthy");
  }

  /** In the order they came: sums differ in their last digits by it. */
  private static Set<Slice> without(Set<Slice> leaves, Set<Slice> others) {
    Set<Slice> rest = new LinkedHashSet<>(leaves);
    rest.removeAll(others);
    return rest;
  }

  private static Effect effect(Counts inside) {
    return effect(inside.trials(), inside.failures(), inside.stretches());
  }

  /** Without the failures that began and ended a stretch: they were selected. */
  static Effect effect(long tried, long failed, int stretches) {
    long selected = 2L * stretches;
    long failures = Math.max(0, failed - selected);
    long trials = Math.max(failures, tried - selected);
    ClopperPearson limits = limits(failures, trials);
    return new Effect(limits.rate(), limits.lower(), limits.upper(), failures, trials);
  }

  static ClopperPearson limits(long failures, long trials) {
    return ClopperPearson.of(failures, trials, CONFIDENCE);
  }

  private Counts counts(String check) {
    return checks.getOrDefault(check, Counts.NONE);
  }

  /** Asked of every slice: what each holds is looked up, not looked for among all leaves. */
  private long failures(Set<Slice> members) {
    long ofTargets =
        members.stream().mapToLong(member -> failuresOfTargets.getOrDefault(member, 0L)).sum();
    return ofTargets
        + failedAsOne.stream()
            .filter(leaf -> leaf.tellsOf(members))
            .mapToLong(Counts.Leaf::failures)
            .sum();
  }
}
