package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.ReportedSlices;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What one check watches: its leaves, and the slices of them that are pooled. */
record WatchedCheck(List<WatchedLeaf> leaves, Slices slices) {
  /** Of a series of reports its observations say how often it has a trial; this stands in. */
  private static final Duration REPORTED = Duration.ofMinutes(5);

  /** Of a check that the catalog does not hold. */
  static final WatchedCheck NONE = new WatchedCheck(List.of(), new Slices(List.of()));

  WatchedCheck {
    leaves = List.copyOf(leaves);
  }

  /**
   * Pools every slice that two leaves or more tell something of; those that the same leaves do are
   * one.
   */
  static WatchedCheck pooling(List<WatchedLeaf> leaves) {
    Map<Slice, List<Integer>> telling = new LinkedHashMap<>();
    Slices.pooling(leaves.stream().map(WatchedLeaf::labels).toList())
        .pooled()
        .forEach(slice -> telling.put(slice, new ArrayList<>()));
    for (int place = 0; place < leaves.size(); place++) {
      Integer leaf = place;
      leaves
          .get(place)
          .pooledAround()
          .map(telling::get)
          .filter(Objects::nonNull)
          .forEach(members -> members.add(leaf));
    }
    Map<List<Integer>, Slice> distinct = new LinkedHashMap<>();
    telling.forEach((slice, members) -> {
      if (members.size() >= 2) {
        distinct.putIfAbsent(members, slice);
      }
    });
    return new WatchedCheck(leaves, new Slices(List.copyOf(distinct.values())));
  }

  /**
   * Every check of a catalog that has an objective and that a probe of a target feeds, and what
   * users report.
   */
  static Map<String, WatchedCheck> of(Catalog catalog) {
    Map<String, WatchedCheck> checks = new LinkedHashMap<>();
    FedChecks.of(catalog).forEach((check, leaves) -> checks.put(check, pooling(leaves)));
    addReported(catalog, checks);
    return checks;
  }

  /**
   * Nothing is pooled of what users report: a slice's reports are compared with those beside it,
   * and in a slice that holds both sides they cancel.
   */
  private static void addReported(Catalog catalog, Map<String, WatchedCheck> checks) {
    List<WatchedLeaf> leaves =
        ReportedSlices.of(catalog.targets()).slices().stream()
            .map(slice ->
                new WatchedLeaf(
                    new Labels(slice.model(), slice.platform(), slice.accelerator(), slice.pool()),
                    REPORTED,
                    Set.of()))
            .toList();
    for (FeedbackReason reason : FeedbackReason.values()) {
      if (!leaves.isEmpty() && catalog.detection().objectives().containsKey(reason.check())) {
        checks.put(reason.check(), new WatchedCheck(leaves, new Slices(List.of())));
      }
    }
  }

  List<Labels> labels() {
    return leaves.stream().map(WatchedLeaf::labels).toList();
  }
}
