package dev.plumbline.reference;

import dev.plumbline.stats.SupportTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Bets that border prompts get first tokens nobody saw in capture A, see {@link SupportTest}.
 *
 * @param firstUnits by border probe, what capture A saw
 * @param objective p₀: upper limit of how often capture B saw another
 */
public record BorderBet(Map<String, Set<String>> firstUnits, double objective) {

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
    Map<String, Set<String>> units = new TreeMap<>();
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
    return firstUnits.getOrDefault(probe, Set.of()).contains(firstUnit);
  }
}
