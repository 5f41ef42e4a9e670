package dev.plumbline.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often answers to one prompt began with each first unit.
 *
 * @param counts the most frequent first, in order of text where equally frequent
 */
public record FirstTokens(List<Count> counts) {

  /**
   * One first unit, see {@link Unit}; empty where the answer ended at once.
   *
   * @param count of the draws that began with it
   */
  public record Count(String unit, int count) {
    /** For people: quoted, on one line. */
    public String shown() {
      return unit.equals(Unit.END) ? "(end)" : Quoted.of(unit);
    }
  }

  public FirstTokens {
    counts = List.copyOf(counts);
  }

  static FirstTokens of(List<String> units) {
    Map<String, Integer> counts = new HashMap<>();
    units.forEach(unit -> counts.merge(unit, 1, Integer::sum));
    return new FirstTokens(
        counts.entrySet().stream()
            .map(entry -> new Count(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt(Count::count).reversed().thenComparing(Count::unit))
            .toList());
  }

  /** How many answers were counted. */
  public int draws() {
    return counts.stream().mapToInt(Count::count).sum();
  }

  /** Share of the draws that the n-th likeliest unit has, from 0; 0 where there are not so many. */
  public double share(int rank) {
    return rank < counts.size() ? (double) counts.get(rank).count() / draws() : 0;
  }

  /** Share of the draws that began with neither of the two likeliest. */
  public double rest() {
    return draws() == 0 ? 0 : 1 - share(0) - share(1);
  }
}
