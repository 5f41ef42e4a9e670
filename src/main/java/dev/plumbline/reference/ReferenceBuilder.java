package dev.plumbline.reference;

import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.reference.FingerprintBet.Scores;
import dev.plumbline.stats.RobustScale;
import dev.plumbline.stats.TwoCapture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Freezes what two captures of a healthy pool say. The same draws always give the same reference.
 */
public final class ReferenceBuilder {
  private static final int FEWEST_OF_PROBE = 8;
  private static final int FEWEST_SECOND = 100;

  /** Of how far apart answers to one probe usually are, in scales: below it nobody cares. */
  private static final double LEAST_DISTANCE_SCALE = 0.1;

  private final Target target;
  private final String attested;
  private final Set<String> borderProbes;
  private final List<Draw> first = new ArrayList<>();
  private final List<Draw> second = new ArrayList<>();
  private final List<Draw> others = new ArrayList<>();
  private final SortedMap<String, String> suites = new TreeMap<>();
  private @Nullable String other;
  private int unanswered;
  private @Nullable Outcome notAnswered;

  /**
   * Without draws.
   *
   * @param attested who says that the pool is healthy, and why
   * @param borderProbes suite/probe of the border prompts
   */
  public ReferenceBuilder(Target target, String attested, Set<String> borderProbes) {
    this.target = target;
    this.attested = attested;
    this.borderProbes = borderProbes;
  }

  /** Capture A: what is frozen. */
  public void first(Exchange exchange) {
    add(exchange, first);
  }

  /** Capture B: what bounds it. */
  public void second(Exchange exchange) {
    add(exchange, second);
  }

  /** What the pool says that a misrouted request would reach. */
  public void other(Exchange exchange) {
    other = exchange.target();
    Draw.of(exchange).ifPresent(others::add);
  }

  /**
   * The reference.
   *
   * @throws UnusableCaptureException if the draws are too few
   */
  public Reference build() throws UnusableCaptureException {
    requireEnough();
    Map<String, AnswerTree> trees = trees(first);
    List<List<Draw>> strata = Strata.of(known(second, trees));
    PoolNoise noise = PoolNoise.of(trees, first);
    SortedMap<String, ProbePicture> probes = pictures(trees, noise);
    List<Double> distances = distances(first, probes, noise);
    List<List<Double>> bounding =
        strata.stream()
            .map(stratum -> distances(stratum, probes, noise))
            .filter(stratum -> stratum.size() >= FEWEST_SECOND)
            .toList();
    return new Reference(
        target.name(),
        provenance(),
        suites,
        noise,
        distances.isEmpty() || bounding.isEmpty()
            ? null
            : DriftBet.of(distances, bounding, TwoCapture.DELTA),
        border(strata),
        UnanimityBet.of(trees, strata, TwoCapture.DELTA).orElse(null),
        fingerprint(trees, strata, noise).orElse(null),
        probes);
  }

  private void add(Exchange exchange, List<Draw> capture) {
    suites.put(exchange.suite(), exchange.suiteVersion());
    Optional<Draw> draw = Draw.of(exchange);
    draw.ifPresent(capture::add);
    if (draw.isEmpty()) {
      unanswered++;
      notAnswered = exchange.outcome();
    }
  }

  private void requireEnough() throws UnusableCaptureException {
    Map<String, Long> counts =
        first.stream().collect(Collectors.groupingBy(Draw::probe, Collectors.counting()));
    Optional<String> rare =
        counts.entrySet().stream()
            .filter(it -> it.getValue() < FEWEST_OF_PROBE)
            .map(it -> "%s was answered %d times".formatted(it.getKey(), it.getValue()))
            .min(Comparator.naturalOrder());
    if (first.isEmpty() || rare.isPresent()) {
      throw new UnusableCaptureException(
          "%s: capture A needs %d answers to each probe, but %s — draw more, or see why"
              .formatted(target.name(), FEWEST_OF_PROBE, rare.orElseGet(this::nothing)));
    }
    if (second.size() < FEWEST_SECOND) {
      throw new UnusableCaptureException(
          "%s: capture B needs %d answers, but has %d — draw more"
              .formatted(target.name(), FEWEST_SECOND, second.size()));
    }
  }

  private String nothing() {
    return notAnswered == null ? "nothing was asked" : "nothing was answered: " + notAnswered;
  }

  private Provenance provenance() {
    List<Instant> times = Stream.concat(first.stream(), second.stream()).map(Draw::at).toList();
    return new Provenance(
        times.stream().min(Comparator.naturalOrder()).orElseThrow(),
        times.stream().max(Comparator.naturalOrder()).orElseThrow(),
        first.size(),
        second.size(),
        unanswered,
        target.build(),
        attested);
  }

  private @Nullable BorderBet border(List<List<Draw>> strata) {
    List<Draw> frozen = atBorder(first);
    List<List<Draw>> bounding =
        strata.stream().map(this::atBorder).filter(stratum -> !stratum.isEmpty()).toList();
    return frozen.isEmpty() || bounding.isEmpty()
        ? null
        : BorderBet.of(frozen, bounding, TwoCapture.DELTA);
  }

  private List<Draw> atBorder(Collection<Draw> draws) {
    return draws.stream().filter(draw -> borderProbes.contains(draw.probe())).toList();
  }

  private Optional<FingerprintBet> fingerprint(
      Map<String, AnswerTree> trees, List<List<Draw>> strata, PoolNoise noise) {
    if (other == null) {
      return Optional.empty();
    }
    SortedMap<String, AnswerTree> theirs = new TreeMap<>(trees(others));
    Scores scores =
        new Scores(
            scores(first, trees, theirs, noise),
            scores(others, trees, theirs, noise),
            strata.stream().map(stratum -> scores(stratum, trees, theirs, noise)).toList());
    return FingerprintBet.of(other, theirs, scores, TwoCapture.DELTA);
  }

  private static List<Double> scores(
      List<Draw> draws,
      Map<String, AnswerTree> own,
      Map<String, AnswerTree> theirs,
      PoolNoise noise) {
    List<Double> scores = new ArrayList<>();
    for (Draw draw : draws) {
      AnswerTree mine = own.get(draw.probe());
      AnswerTree other = theirs.get(draw.probe());
      if (mine != null && other != null) {
        scores.add(FingerprintBet.score(mine, other, draw.units(), noise));
      }
    }
    return scores;
  }

  private static Map<String, AnswerTree> trees(List<Draw> draws) {
    Map<String, List<List<Unit>>> answers = new HashMap<>();
    draws.forEach(
        draw -> answers.computeIfAbsent(draw.probe(), _ -> new ArrayList<>()).add(draw.units()));
    Map<String, AnswerTree> trees = new HashMap<>();
    answers.forEach((probe, list) -> trees.put(probe, TreeBuilder.of(list)));
    return trees;
  }

  private static List<Draw> known(List<Draw> draws, Map<String, AnswerTree> trees) {
    return draws.stream().filter(draw -> trees.containsKey(draw.probe())).toList();
  }

  private SortedMap<String, ProbePicture> pictures(Map<String, AnswerTree> trees, PoolNoise noise) {
    Map<String, List<Double>> distances = new HashMap<>();
    for (Draw draw : first) {
      AnswerTree tree = Objects.requireNonNull(trees.get(draw.probe()));
      LogprobDistance.of(tree.walk(draw.units()).path(), draw.units(), noise)
          .ifPresent(
              found -> distances.computeIfAbsent(draw.probe(), _ -> new ArrayList<>()).add(found));
    }
    SortedMap<String, ProbePicture> pictures = new TreeMap<>();
    trees.forEach((probe, tree) -> {
      List<Double> usual = distances.getOrDefault(probe, List.of());
      RobustScale scale =
          usual.size() < FEWEST_OF_PROBE ? null : RobustScale.of(usual, LEAST_DISTANCE_SCALE);
      pictures.put(probe, new ProbePicture(tree, scale));
    });
    return pictures;
  }

  private static List<Double> distances(
      List<Draw> draws, Map<String, ProbePicture> probes, PoolNoise noise) {
    return draws.stream()
        .map(draw -> Objects.requireNonNull(probes.get(draw.probe())).z(draw.units(), noise))
        .filter(Objects::nonNull)
        .toList();
  }
}
