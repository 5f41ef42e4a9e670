package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Leaf counts as a broken slice produces them: every leaf is asked equally often until the slice
 * has failed k times, and so on for each further page.
 */
final class FaultSimulation {
  /** Counts page by page. */
  record Run(Slice broken, List<Counts> pages) {
    boolean namedBy(int page) {
      return localised(page).suspect().slice().equals(broken);
    }

    double probabilityAt(int page) {
      Localisation localised = localised(page);
      return localised.probability(localised.suspect());
    }

    private Localisation localised(int page) {
      return new Localisation(Practice.FLEET, new TreeMap<>(Map.of("argmax", sum(page))));
    }

    /** The control: the smallest slice that holds every failure, all probabilities set aside. */
    boolean enclosedBy(int page) {
      Counts sum = sum(page);
      List<Slice> failed =
          sum.leaves().stream().filter(leaf -> leaf.failures() > 0).map(Counts.Leaf::leaf).toList();
      return Practice.FLEET.candidates().stream()
          .filter(candidate -> candidate.members().containsAll(failed))
          .min(Comparator.comparingInt(candidate -> candidate.members().size()))
          .orElseThrow()
          .slice()
          .equals(broken);
    }

    private Counts sum(int page) {
      return pages.subList(0, page).stream().reduce(Counts.NONE, Counts::plus);
    }
  }

  private final Random random;

  FaultSimulation(long seed) {
    this.random = new Random(seed);
  }

  Run draw(Slice broken, double share, double objective, int failures) {
    List<Counts> pages = new ArrayList<>();
    for (int page = 0; page < 3; page++) {
      pages.add(page(broken, share, objective, failures));
    }
    return new Run(broken, pages);
  }

  private Counts page(Slice slice, double share, double objective, int failures) {
    List<Slice> broken = List.copyOf(Practice.FLEET.members(slice));
    double rate = objective + share * (1 - objective);
    Map<Slice, Long> failed = new HashMap<>();
    double trials = 0;
    for (int hit = 0; hit < failures; hit++) {
      trials += Math.ceil(Math.log1p(-random.nextDouble()) / Math.log1p(-rate));
      failed.merge(broken.get(random.nextInt(broken.size())), 1L, Long::sum);
    }
    long each = (long) Math.ceil(trials / broken.size());
    return new Counts(
        Practice.LEAVES.stream()
            .map(leaf ->
                new Counts.Leaf(
                    leaf,
                    each,
                    broken.contains(leaf)
                        ? Math.min(each, failed.getOrDefault(leaf, 0L))
                        : noise(each, objective),
                    objective))
            .toList(),
        1);
  }

  /** By waiting times: exact and quick for rare failures. */
  private long noise(long trials, double rate) {
    long hits = -1;
    double used = 0;
    while (used <= trials) {
      used += Math.ceil(Math.log1p(-random.nextDouble()) / Math.log1p(-rate));
      hits++;
    }
    return hits;
  }
}
