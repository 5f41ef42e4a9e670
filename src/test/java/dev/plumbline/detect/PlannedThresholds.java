package dev.plumbline.detect;

import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.Slice;
import java.util.List;
import java.util.Map;

/**
 * The pooled series and the thresholds that production plans for the leaves of one check, for
 * measurements outside this package.
 *
 * @param logLeaf ln A of each leaf; all have the same interval
 * @param pooled the slices that are pooled
 */
public record PlannedThresholds(double logLeaf, List<Slice> pooled, Map<Slice, Double> logsPooled) {

  public static PlannedThresholds of(
      DetectionPolicy policy, String check, List<WatchedLeaf> leaves) {
    WatchedCheck watched = WatchedCheck.pooling(leaves);
    SeriesPlan plan = new SeriesPlan(policy, Map.of(check, watched), StartWeight.BY_TIME);
    List<Slice> pooled = watched.slices().pooled();
    return new PlannedThresholds(
        plan.leaf(check, leaves.getFirst().interval()).logPageThreshold(),
        pooled,
        pooled.stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    slice -> slice,
                    slice -> plan.pooled(new SeriesKey(check, slice)).logPageThreshold())));
  }

  /** ln A of a pooled series. */
  public double logPooled(Slice slice) {
    return java.util.Objects.requireNonNull(logsPooled.get(slice), slice.toString());
  }
}
