package dev.plumbline.score;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one check sees of one target. A check that sees nothing says why: a fault class unwatched is
 * never silent.
 *
 * @param recorded whether its readings are kept and no more: without an objective nothing pages
 * @param probes that feed it, how many
 * @param reasons why it can say nothing, each with the number of probes concerned
 */
public record CheckCoverage(
    String target,
    String check,
    boolean applicable,
    boolean recorded,
    int probes,
    Map<String, Integer> reasons) {

  /** Of every target and every check there is. */
  static List<CheckCoverage> of(Catalog catalog, CheckRegistry registry) {
    return catalog.targets().stream()
        .flatMap(target -> of(catalog, target, registry).stream())
        .toList();
  }

  /** Of one target and every check there is. */
  public static List<CheckCoverage> of(Catalog catalog, Target target, CheckRegistry registry) {
    return registry.all().stream().map(check -> of(catalog, target, check)).toList();
  }

  private static CheckCoverage of(Catalog catalog, Target target, Check check) {
    int applicable = 0;
    Map<String, Integer> reasons = new TreeMap<>();
    for (Probe probe : feeding(catalog, target, check.name()).toList()) {
      Optional<String> reason =
          probe.fits(target)
              ? check.unwatched(target, probe)
              : Optional.of("its context is longer than the target's window");
      reason.ifPresent(why -> reasons.merge(why, 1, Integer::sum));
      applicable += reason.isEmpty() ? 1 : 0;
    }
    if (applicable == 0 && reasons.isEmpty()) {
      reasons.put("no probe of the target's suites asks for it", 0);
    }
    boolean watched = catalog.detection().objectives().containsKey(check.name());
    return new CheckCoverage(
        target.name(), check.name(), applicable > 0, !watched, applicable, reasons);
  }

  private static Stream<Probe> feeding(Catalog catalog, Target target, String check) {
    return target.suites().stream()
        .flatMap(suite -> catalog.suite(suite).stream())
        .map(Suite::probes)
        .flatMap(List::stream)
        .filter(probe -> probe.uses(check));
  }
}
