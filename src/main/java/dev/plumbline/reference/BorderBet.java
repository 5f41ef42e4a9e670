package dev.plumbline.reference;

import dev.plumbline.stats.SupportTest;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Bets that border prompts get first tokens nobody saw in capture A, see {@link SupportTest}.
 *
 * @param firstUnits by border probe, what capture A saw
 * @param objective p₀: upper limit of how often capture B saw another
 */
public record BorderBet(SortedMap<String, SortedSet<String>> firstUnits, double objective) {

  /** In order, so that the same reference is the same text. */
  public BorderBet {
    SortedMap<String, SortedSet<String>> ordered = new TreeMap<>();
    firstUnits.forEach((probe, units) ->
        ordered.put(probe, Collections.unmodifiableSortedSet(new TreeSet<>(units))));
    firstUnits = Collections.unmodifiableSortedMap(ordered);
  }

  private record First(String probe, String unit) {
    static First of(Draw draw) {
      return new First(draw.probe(), draw.units().getFirst().text());
    }
  }

  /** Of the draws of border probes alone. */
  static BorderBet of(List<Draw> first, List<List<Draw>> strata, double delta) {
    SupportTest<First> test =
        SupportTest.capture(
            first.stream().map(First::of).toList(),
            strata.stream().map(stratum -> stratum.stream().map(First::of).toList()).toList(),
            delta);
    SortedMap<String, SortedSet<String>> units = new TreeMap<>();
    test.known()
        .forEach(
            known -> units.computeIfAbsent(known.probe(), _ -> new TreeSet<>()).add(known.unit()));
    return new BorderBet(units, test.objective());
  }

  /** Whether the reference knows the probe as a border prompt. */
  boolean knows(String probe) {
    return firstUnits.containsKey(probe);
  }

  boolean seen(String probe, String firstUnit) {
    SortedSet<String> seen = firstUnits.get(probe);
    return seen != null && seen.contains(firstUnit);
  }
}
