package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.ReportedSlices;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one check watches: its leaves, and the slices of them that are pooled. */
record WatchedCheck(List<WatchedLeaf> leaves, Slices slices) {
  /** Of a series of reports its observations say how often it has a trial; this stands in. */
  private static final Duration REPORTED = Duration.ofMinutes(5);

  WatchedCheck {
    leaves = List.copyOf(leaves);
  }

  /**
   * Pools every slice that two leaves or more tell something of; those that the same leaves do are
   * one.
   */
  static WatchedCheck pooling(List<WatchedLeaf> leaves) {
    Map<List<WatchedLeaf>, Slice> distinct = new LinkedHashMap<>();
    for (Slice slice : Slices.pooling(leaves.stream().map(WatchedLeaf::labels).toList()).pooled()) {
      List<WatchedLeaf> telling = leaves.stream().filter(leaf -> leaf.tellsOf(slice)).toList();
      if (telling.size() >= 2) {
        distinct.putIfAbsent(telling, slice);
      }
    }
    return new WatchedCheck(leaves, new Slices(List.copyOf(distinct.values())));
  }

  /**
   * Every check of a catalog that has an objective and that a probe of a target feeds, and what
   * users report.
   */
  static Map<String, WatchedCheck> of(Catalog catalog) {
    Map<String, WatchedCheck> checks = new LinkedHashMap<>();
    probesByCheck(catalog)
        .forEach((check, probes) ->
            checks.put(
                check,
                pooling(
                    probes.entrySet().stream()
                        .map(it ->
                            new WatchedLeaf(
                                it.getKey().labels(),
                                it.getKey().budget().interval(),
                                it.getValue(),
                                peer(catalog, check, it.getKey())))
                        .toList())));
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

  private static @Nullable Labels peer(Catalog catalog, String check, Target target) {
    return check.equals(CheckUse.PAIRED_ANSWER)
        ? catalog.peer(target).map(Target::labels).orElse(null)
        : null;
  }

  /** Pairs are made of probes that both sides are asked. */
  private static boolean feeds(Catalog catalog, Target target, Suite suite, CheckUse check) {
    return catalog.detection().objectives().containsKey(check.name())
        && (!check.name().equals(CheckUse.PAIRED_ANSWER)
            || catalog.peer(target).filter(it -> it.suites().contains(suite.name())).isPresent());
  }

  private static Map<String, Map<Target, Set<String>>> probesByCheck(Catalog catalog) {
    Map<String, Map<Target, Set<String>>> byCheck = new LinkedHashMap<>();
    for (Target target : catalog.targets()) {
      for (String name : target.suites()) {
        Suite suite = catalog.suite(name).orElseThrow();
        for (Probe probe : suite.probes()) {
          for (CheckUse check : probe.checks()) {
            if (probe.fits(target) && feeds(catalog, target, suite, check)) {
              byCheck
                  .computeIfAbsent(check.name(), _ -> new LinkedHashMap<>())
                  .computeIfAbsent(target, _ -> new HashSet<>())
                  .add(suite.name() + "/" + probe.id());
            }
          }
        }
      }
    }
    return byCheck;
  }
}
