package dev.plumbline.suites;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FaultClass;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Words;
import dev.plumbline.score.CheckRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cost and coverage of several suites.
 *
 * @param faultClasses to suite to number of probes that are meant to see it; every class there is
 * @param checks the same of every check there is, and of every other one a probe names
 */
public record SuitesReport(
    List<SuiteStats> suites,
    Map<String, Map<String, Integer>> faultClasses,
    Map<String, Map<String, Integer>> checks) {

  /**
   * Reads what was measured and adds up.
   *
   * @throws IOException if a file of measurements cannot be read
   */
  public static SuitesReport of(Catalog catalog, List<Suite> suites, MeasuredFiles files)
      throws IOException {
    List<SuiteStats> stats = new ArrayList<>();
    for (Suite suite : suites) {
      stats.add(SuiteStats.of(catalog, suite, files.read(suite.name()).orElse(null)));
    }
    List<String> classes = Stream.of(FaultClass.values()).map(Words::of).toList();
    TreeSet<String> checks = new TreeSet<>(CheckRegistry.standard().names());
    stats.forEach(each -> checks.addAll(each.total().checks()));
    return new SuitesReport(
        List.copyOf(stats),
        table(classes, stats, SuiteStats.ProbeStats::sees),
        table(checks, stats, SuiteStats.ProbeStats::checks));
  }

  private static Map<String, Map<String, Integer>> table(
      Collection<String> words,
      List<SuiteStats> suites,
      Function<SuiteStats.ProbeStats, List<String>> has) {
    Map<String, Map<String, Integer>> table = new LinkedHashMap<>();
    for (String word : words) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (SuiteStats suite : suites) {
        long probes =
            suite.probes().stream().filter(probe -> has.apply(probe).contains(word)).count();
        counts.put(suite.suite(), (int) probes);
      }
      table.put(word, counts);
    }
    return table;
  }
}
