package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Leaves that count several targets as one. */
  private final List<Counts.Leaf> wide = new ArrayList<>();

  Likelihood(Counts counts) {
    for (Counts.Leaf leaf : counts.leaves()) {
      leaves.put(leaf.leaf(), ratios(leaf));
      if (!leaf.leaf().isLeaf()) {
        wide.add(leaf);
      }
      if (leaf.peer() != null) {
        peers.put(leaf.leaf(), leaf.peer());
      }
    }
  }

  /** For a fault on just these targets; 0 where none of them was counted. */
  double logRatio(Collection<Slice> members) {
    return logRatio(members, Set.of());
  }

  /**
   * The same beside a fault on others that is told already.
   *
   * @param told targets of that; what counts them and these as one speaks of them
   */
  double logRatio(Collection<Slice> members, Collection<Slice> told) {
    double[] sums = new double[SHARES.length];
    for (Slice member : members) {
      Slice peer = peers.get(member);
      if (member.isLeaf() && (peer == null || !members.contains(peer))) {
        add(sums, member);
      }
    }
    // Once for all members that a leaf counts as one: any of them may be what fails there.
    wide.stream()
        .filter(leaf -> leaf.tellsOf(members) && !leaf.tellsOf(told))
        .forEach(leaf -> add(sums, leaf.leaf()));
    return average(sums);
  }

  /**
   * Trials of a kind.
   *
   * @param answers of which each is made, where answers fail one by one in the share looked for; 1
   *     where trials do
   */
  record Part(long trials, long failures, double objective, double answers) {}

  /** For a fault on just these trials. */
  static double logRatioOf(Collection<Part> parts) {
    double[] sums = new double[SHARES.length];
    for (Part part : parts) {
      double[] ratios = ratios(part);
      for (int k = 0; k < sums.length; k++) {
        sums[k] += ratios[k];
      }
    }
    return average(sums);
  }

  private static double average(double[] ratios) {
    return logSumExp(ratios) - Math.log(ratios.length);
  }

  private void add(double[] sums, Slice leaf) {
    double[] ratios = leaves.getOrDefault(leaf, NOT_COUNTED);
    for (int k = 0; k < sums.length; k++) {
      sums[k] += ratios[k];
    }
  }

  private static double[] ratios(Counts.Leaf leaf) {
    return ratios(new Part(leaf.trials(), leaf.failures(), leaf.objective(), 1));
  }

  private static double[] ratios(Part part) {
    long passed = part.trials() - part.failures();
    return DoubleStream.of(SHARES)
        .map(share -> ofAny(share, part.answers()))
        .map(share ->
            part.failures() * Math.log1p(share * (1 / part.objective() - 1))
                + passed * Math.log1p(-share))
        .toArray();
  }

  /** Share of trials of which any answer fails, where a share of answers does. */
  static double ofAny(double share, double answers) {
    return answers == 1 ? share : -Math.expm1(answers * Math.log1p(-share));
  }

  static double logSumExp(double... logs) {
    double max = DoubleStream.of(logs).max().orElseThrow();
    return max + Math.log(DoubleStream.of(logs).map(log -> Math.exp(log - max)).sum());
  }
}
