package dev.plumbline.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Run lengths of a statistic to every threshold at once: of each run, only when it was higher than
 * ever before.
 */
final class RunLengths {
  /** A statistic higher than ever before in its run. */
  record Peak(double value, long trials) {}

  private final List<List<Peak>> runs = new ArrayList<>();

  /**
   * One run from the start, its peaks ascending; the last one reaches every threshold asked for.
   */
  void add(List<Peak> peaks) {
    runs.add(List.copyOf(peaks));
  }

  /** Of a threshold: alarm where the statistic reaches it. */
  Estimate arl(double threshold) {
    return Estimate.of(runs.stream().map(run -> length(run, threshold)).toList());
  }

  /**
   * The thresholds around an average run length.
   *
   * @param highest known to have at least this average run length
   */
  Between around(double arl, double highest) {
    TreeSet<Double> values = new TreeSet<>(List.of(highest));
    runs.forEach(
        run -> run.stream().map(Peak::value).filter(v -> v < highest).forEach(values::add));
    List<Double> sorted = List.copyOf(values);
    int from = 0;
    int to = sorted.size() - 1;
    while (from < to) {
      int middle = (from + to) / 2;
      if (arl(sorted.get(middle)).mean() < arl) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    double higher = sorted.get(from);
    double lower = from == 0 ? higher : sorted.get(from - 1);
    double higherArl = Math.max(arl, arl(higher).mean());
    return Between.of(lower, Math.min(arl, arl(lower).mean()), higher, higherArl, arl);
  }

  private static double length(List<Peak> run, double threshold) {
    int from = 0;
    int to = run.size() - 1;
    while (from < to) {
      int middle = (from + to) / 2;
      if (run.get(middle).value() < threshold) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return run.get(from).trials();
  }
}
