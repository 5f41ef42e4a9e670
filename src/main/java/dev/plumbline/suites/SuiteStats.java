package dev.plumbline.suites;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Price;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one suite costs and sees.
 *
 * @param families by name; the groups of the suite
 * @param total all of them together
 * @param costs one for each price that a target asked this suite has; empty where none has one
 */
public record SuiteStats(
    String suite,
    String version,
    @Nullable Measured measured,
    List<Group> families,
    Group total,
    List<Cost> costs,
    List<ProbeStats> probes) {

  /**
   * What the numbers rest on.
   *
   * @param sameVersion false where the suite has changed since: then nothing of it is used
   */
  public record Measured(
      Instant at, String version, boolean sameVersion, int times, List<String> targets) {}

  /**
   * Probes taken together.
   *
   * @param tokens of asking each once
   */
  public record Group(
      String name,
      int probes,
      int streamed,
      TokenCount tokens,
      List<String> scripts,
      List<String> languages,
      List<String> checks,
      List<String> sees) {}

  /**
   * What asking costs.
   *
   * @param perThousandProbes US dollars, over an even mix of the suite's probes
   */
  public record Cost(Price price, List<String> targets, double perThousandProbes) {}

  /**
   * One probe.
   *
   * @param failures by check, of the healthy answers measured; empty where nothing was
   */
  public record ProbeStats(
      String id,
      String family,
      List<String> scripts,
      List<String> checks,
      List<String> sees,
      TokenCount tokens,
      Map<String, CheckRate> failures) {}

  static SuiteStats of(Catalog catalog, Suite suite, @Nullable MeasuredSuite measured) {
    Measured basis =
        measured == null
            ? null
            : new Measured(
                measured.measuredAt(),
                measured.version(),
                measured.version().equals(suite.version()),
                measured.times(),
                measured.targets());
    Map<String, MeasuredProbe> numbers =
        measured == null || basis == null || !basis.sameVersion() ? Map.of() : measured.probes();
    Map<String, List<Probe>> byFamily = new TreeMap<>();
    suite
        .probes()
        .forEach(
            probe -> byFamily.computeIfAbsent(probe.family(), _ -> new ArrayList<>()).add(probe));
    Group total = group("total", suite.probes(), numbers);
    return new SuiteStats(
        suite.name(),
        suite.version(),
        basis,
        byFamily.entrySet().stream()
            .map(family -> group(family.getKey(), family.getValue(), numbers))
            .toList(),
        total,
        costs(catalog, suite, total),
        suite.probes().stream().map(probe -> probe(probe, numbers.get(probe.id()))).toList());
  }

  private static Group group(String name, List<Probe> probes, Map<String, MeasuredProbe> measured) {
    return new Group(
        name,
        probes.size(),
        (int) probes.stream().filter(probe -> probe.sampling().stream()).count(),
        probes.stream()
            .map(probe -> TokenCount.of(probe, measured.get(probe.id())))
            .reduce(TokenCount.NONE, TokenCount::plus),
        all(probes, probe -> probe.scripts().stream()),
        all(probes, SuiteStats::languages),
        all(probes, SuiteStats::checks),
        all(probes, SuiteStats::sees));
  }

  private static List<Cost> costs(Catalog catalog, Suite suite, Group total) {
    Map<Price, List<String>> byPrice = new LinkedHashMap<>();
    for (Target target : catalog.targets()) {
      Price price = target.price();
      if (price != null && target.suites().contains(suite.name())) {
        byPrice.computeIfAbsent(price, _ -> new ArrayList<>()).add(target.name());
      }
    }
    TokenCount tokens = total.tokens();
    return byPrice.entrySet().stream()
        .map(entry ->
            new Cost(
                entry.getKey(),
                entry.getValue(),
                entry.getKey().of(tokens.prompt(), tokens.answer()) / total.probes() * 1000))
        .toList();
  }

  private static ProbeStats probe(Probe probe, @Nullable MeasuredProbe measured) {
    Map<String, CheckRate> failures = new TreeMap<>();
    if (measured != null) {
      measured.checks().forEach((check, read) -> failures.put(check, CheckRate.of(read)));
    }
    return new ProbeStats(
        probe.id(),
        probe.family(),
        List.copyOf(probe.scripts()),
        checks(probe).toList(),
        sees(probe).toList(),
        TokenCount.of(probe, measured),
        failures);
  }

  private static List<String> all(Collection<Probe> probes, Function<Probe, Stream<String>> words) {
    return List.copyOf(new TreeSet<>(probes.stream().flatMap(words).toList()));
  }

  private static Stream<String> languages(Probe probe) {
    return probe.use(CheckUse.Language.class).map(CheckUse.Language::tag).stream();
  }

  private static Stream<String> checks(Probe probe) {
    return probe.checks().stream().map(CheckUse::name);
  }

  private static Stream<String> sees(Probe probe) {
    return probe.sees().stream().map(Words::of);
  }
}
