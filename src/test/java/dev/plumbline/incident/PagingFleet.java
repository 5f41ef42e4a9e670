package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A fleet with one broken slice and an e-detector on every series, leaf and pooled: leaf counts as
 * pages carry them. Whichever series pages first is followed to its third page, so the counts are
 * selected just as they are in life: the part that chance hit hardest pages first.
 */
final class PagingFleet {
  private static final double THRESHOLD = 1.6e7;
  private static final double[] SHARES =
      IntStream.range(0, 11).mapToDouble(k -> 1e-3 * Math.pow(500, k / 10.0)).toArray();

  private record Hit(double round, Slice leaf) {}

  /** One detector: the Shiryaev-Roberts sums of {@link #SHARES}, at rest when made. */
  private static final class Series {
    private final Fleet.Candidate slice;
    private final List<Counts> pages = new ArrayList<>();
    private double[] sums = rest();
    private double updated;
    private double restarted;

    Series(Fleet.Candidate slice) {
      this.slice = slice;
    }

    private static double[] rest() {
      return DoubleStream.of(SHARES).map(share -> (1 - share) / share).toArray();
    }

    /** Misses in closed form up to the round, then a failure; true: a page. */
    boolean fails(double round, double objective) {
      double misses = Math.max(0, (round - updated) * slice.members().size() - 1);
      double[] rest = rest();
      for (int k = 0; k < sums.length; k++) {
        double waited = rest[k] + (sums[k] - rest[k]) * Math.pow(1 - SHARES[k], misses);
        sums[k] = (1 + waited) * (1 - SHARES[k] + SHARES[k] / objective);
      }
      updated = round;
      return DoubleStream.of(sums).average().orElseThrow() >= THRESHOLD;
    }

    /** Counts of all leaves since the failure that most likely began it. */
    void page(List<Hit> hits, double round, double objective) {
      List<Hit> own =
          hits.stream()
              .filter(hit -> hit.round() > restarted && slice.members().contains(hit.leaf()))
              .toList();
      double onset = 0;
      double best = Double.NEGATIVE_INFINITY;
      for (int first = 0; first < own.size(); first++) {
        int failures = own.size() - first;
        double trials =
            Math.max(failures, (round - own.get(first).round()) * slice.members().size());
        double ratio =
            DoubleStream.of(SHARES)
                .map(share ->
                    failures * Math.log1p(share * (1 / objective - 1))
                        + (trials - failures) * Math.log1p(-share))
                .max()
                .orElseThrow();
        if (ratio > best) {
          best = ratio;
          onset = own.get(first).round();
        }
      }
      pages.add(counts(hits, onset, round, objective));
      restarted = round;
      sums = rest();
    }
  }

  private final Random random;

  PagingFleet(long seed) {
    this.random = new Random(seed);
  }

  /** Counts of the first three pages of the series that pages first; a healthy leaf fails at p0. */
  List<Counts> pages(Slice slice, double share, double objective) {
    List<Series> all = Practice.FLEET.candidates().stream().map(Series::new).toList();
    List<Slice> broken = List.copyOf(Practice.FLEET.members(slice));
    double excess = share * (1 - objective) * broken.size();
    double noise = objective * Practice.LEAVES.size();
    List<Hit> hits = new ArrayList<>();
    double round = 0;
    while (true) {
      round -= Math.log1p(-random.nextDouble()) / (excess + noise);
      List<Slice> from = random.nextDouble() * (excess + noise) < excess ? broken : Practice.LEAVES;
      Hit hit = new Hit(round, from.get(random.nextInt(from.size())));
      hits.add(hit);
      Series first = null;
      for (Series series : all) {
        if (series.slice.members().contains(hit.leaf()) && series.fails(round, objective)) {
          series.page(hits, round, objective);
          first = series.pages.size() == 1 && first == null ? series : first;
        }
      }
      if (first != null) {
        all = List.of(first);
      }
      if (all.size() == 1 && all.getFirst().pages.size() == 3) {
        return all.getFirst().pages;
      }
    }
  }

  private static Counts counts(List<Hit> hits, double from, double to, double objective) {
    Map<Slice, Long> failures = new HashMap<>();
    hits.stream()
        .filter(hit -> hit.round() >= from)
        .forEach(hit -> failures.merge(hit.leaf(), 1L, Long::sum));
    long trials = Math.max(1, Math.round(to - from));
    return new Counts(
        Practice.LEAVES.stream()
            .map(leaf -> {
              long failed = failures.getOrDefault(leaf, 0L);
              return new Counts.Leaf(leaf, Math.max(trials, failed), failed, objective);
            })
            .toList(),
        1);
  }
}
