package dev.plumbline.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a catalog folder, for people.
 *
 * @param valid whether a process would start with it
 * @param text several lines: what it amounts to, or every error
 */
public record CatalogReport(boolean valid, String text) {

  /** Reads the folder, and looks for targets where it says; starts nothing and asks no target. */
  public static CatalogReport of(Path folder) {
    try {
      CatalogLoader.Loaded loaded = new CatalogLoader().loadAll(folder);
      return new CatalogReport(true, summary(loaded.catalog()) + found(loaded.found()));
    } catch (InvalidCatalogException e) {
      int count = e.errors().size();
      String head = count == 1 ? "1 error in " + folder : count + " errors in " + folder;
      return new CatalogReport(false, head + "\n" + e.getMessage());
    }
  }

  private static String summary(Catalog catalog) {
    List<Target> targets = catalog.targets();
    int probes = catalog.suites().stream().mapToInt(suite -> suite.probes().size()).sum();
    String suites =
        catalog.suites().stream()
            .map(suite -> suite.name() + " " + suite.version())
            .collect(Collectors.joining(", "));
    double planned = targets.stream().mapToDouble(CatalogReport::slotsPerDay).sum();
    long allowed = targets.stream().mapToLong(target -> target.budget().requestsPerDay()).sum();
    return String.format(
        Locale.ROOT,
        """
        catalog %s is valid
        targets         %d
        suites          %d (%s)
        probes          %d
        requests a day  %,.0f planned, %,d at most
        slices          %d targets, %d pooled
        self-test       %s\
        """,
        catalog.version(),
        targets.size(),
        catalog.suites().size(),
        suites,
        probes,
        planned,
        allowed,
        targets.size(),
        Slices.pooledOf(targets).pooled().size(),
        selfTest(catalog.selfTest()));
  }

  /** What is found just now; a process that has found more before goes on with it. */
  private static String found(List<DiscoveredSet> sets) {
    StringBuilder text = new StringBuilder();
    for (DiscoveredSet set : sets) {
      text.append("\nfound           %d in %s".formatted(set.good().size(), set.name()));
      set.good().forEach(it -> text.append("\n  ").append(it.target().name()));
      set.errors().forEach(error -> text.append("\n  left out: ").append(error));
    }
    return text.toString();
  }

  private static String selfTest(@Nullable SelfTest selfTest) {
    return selfTest == null
        ? "none: whether a fault would be found is not tested; 'self-test: {}' does"
        : "a fault every %d s, a probe every %.3g s"
            .formatted(
                selfTest.period().toSeconds(),
                selfTest.target().budget().interval().toMillis() / 1000.0);
  }

  private static double slotsPerDay(Target target) {
    return (double) Duration.ofDays(1).toNanos() / target.budget().interval().toNanos();
  }
}
