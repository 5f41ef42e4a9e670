package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much better "a share of all sessions on these targets fails" explains the counts than "all is
 * healthy": the log of the likelihood ratio, averaged over the shares the detectors look for.
 * Targets outside stay at their objectives on both sides and cancel.
 *
 * <p>A target that failed is told by ln(1 − ε + ε/p0) a failure; a silent one costs ln(1 − ε) a
 * trial. So a slice pays for its silent members in proportion to how long they were asked: silence
 * becomes evidence of health only with trials.
 *
 * <p>A fault that hits both sides of a pair moves neither ahead: where a target's peer is on the
 * slice too, its pairs say nothing of that slice.
 */
final class Likelihood {
  /** Geometric, .001 to .5: the alternatives of the detectors. */
  private static final double[] SHARES =
      IntStream.range(0, 11).mapToDouble(k -> 1e-3 * Math.pow(500, k / 10.0)).toArray();

  private static final double[] NOT_COUNTED = new double[SHARES.length];

  /** Of each leaf counted, the log ratio for each share. */
  private final Map<Slice, double[]> leaves = new HashMap<>();

  private final Map<Slice, Slice> peers = new HashMap<>();

  Likelihood(Counts counts) {
    for (Counts.Leaf leaf : counts.leaves()) {
      leaves.put(leaf.leaf(), ratios(leaf));
      if (leaf.peer() != null) {
        peers.put(leaf.leaf(), leaf.peer());
      }
    }
  }

  /** For a fault on just these targets; 0 where none of them was counted. */
  double logRatio(Collection<Slice> members) {
    double[] sums = new double[SHARES.length];
    for (Slice member : members) {
      Slice peer = peers.get(member);
      double[] ratios =
          peer != null && members.contains(peer)
              ? NOT_COUNTED
              : leaves.getOrDefault(member, NOT_COUNTED);
      for (int k = 0; k < sums.length; k++) {
        sums[k] += ratios[k];
      }
    }
    return logSumExp(sums) - Math.log(sums.length);
  }

  private static double[] ratios(Counts.Leaf leaf) {
    long passed = leaf.trials() - leaf.failures();
    return DoubleStream.of(SHARES)
        .map(share ->
            leaf.failures() * Math.log1p(share * (1 / leaf.objective() - 1))
                + passed * Math.log1p(-share))
        .toArray();
  }

  static double logSumExp(double... logs) {
    double max = DoubleStream.of(logs).max().orElseThrow();
    return max + Math.log(DoubleStream.of(logs).map(log -> Math.exp(log - max)).sum());
  }
}
