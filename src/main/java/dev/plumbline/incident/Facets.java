package dev.plumbline.incident;

import static java.util.Comparator.comparingDouble;

import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the fault follows a region or a build rather than the suspect. Slices have four labels;
 * the catalog says of targets two more, and the counts of their leaves speak of those as well. What
 * targets are made of is what the catalog says now, which after a deploy is not what it was.
 */
final class Facets {

  /**
   * All targets of a region, or of a build.
   *
   * @param label {@code region} or {@code build}
   * @param targets how many targets have it
   * @param logLikelihoodRatio of a fault on just these targets against none at all
   * @param excluded whether evidence speaks against it; false: it may be this as well
   * @param because the evidence in words, with its numbers
   */
  record Facet(
      String label,
      String value,
      int targets,
      long failures,
      long trials,
      double logLikelihoodRatio,
      boolean excluded,
      String because) {}

  private final Fleet fleet;
  private final SortedMap<String, Counts> counts;
  private final Localisation localisation;
  private final Finding finding;

  private Facets(Collection<Target> targets, Finding finding, SortedMap<String, Counts> counts) {
    this.fleet = Fleet.of(targets).with(counts);
    this.counts = counts;
    this.localisation = new Localisation(fleet, counts);
    this.finding = finding;
  }

  /**
   * Facets with a failure, likeliest first; none of a label of which the catalog names fewer than
   * two values, as there is nothing to tell apart.
   *
   * @param counts leaf counts by check
   */
  static List<Facet> of(
      Collection<Target> targets, Finding finding, SortedMap<String, Counts> counts) {
    Facets facets = new Facets(targets, finding, counts);
    List<Facet> found = new ArrayList<>();
    found.addAll(facets.by("region", targets, Target::region));
    found.addAll(facets.by("build", targets, Target::build));
    found.sort(comparingDouble(Facet::logLikelihoodRatio).reversed());
    return List.copyOf(found);
  }

  private List<Facet> by(
      String label, Collection<Target> targets, Function<Target, @Nullable String> value) {
    SortedMap<String, Set<Slice>> members = new TreeMap<>();
    for (Target target : targets) {
      @Nullable String own = value.apply(target);
      if (own != null) {
        members.computeIfAbsent(own, _ -> new LinkedHashSet<>()).add(Slice.leaf(target.labels()));
      }
    }
    return members.size() < 2
        ? List.of()
        : members.entrySet().stream()
            .map(facet -> facet(label, facet))
            .filter(facet -> facet.failures() > 0)
            .toList();
  }

  private Facet facet(String label, Map.Entry<String, Set<Slice>> named) {
    Set<Slice> members = named.getValue();
    Set<Slice> suspect = fleet.members(finding.suspect());
    double ratio = localisation.logRatio(members);
    Localisation.Exclusion exclusion =
        members.equals(suspect)
            ? new Localisation.Exclusion(
                false, "has the same targets as the suspect: the two cannot be told apart")
            : localisation.exclusion(members, suspect);
    return new Facet(
        label,
        named.getKey(),
        members.size(),
        sum(members, Counts::failures),
        sum(members, Counts::trials),
        ratio,
        exclusion.excluded(),
        exclusion.because());
  }

  private long sum(Set<Slice> members, Function<Counts, Long> of) {
    return counts.values().stream().mapToLong(check -> of.apply(check.within(members))).sum();
  }
}
