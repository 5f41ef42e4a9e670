package dev.plumbline.incident;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.DetectorState.LastPage;
import dev.plumbline.detect.Evidence;
import dev.plumbline.probe.Demand;
import dev.plumbline.stats.ShareGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which targets are suspicious now, and why: by evidence of their own, or because a neighbour's is
 * so strong that the next question is how far the fault reaches. A neighbour differs in one label
 * of model, platform and accelerator, or in the pool only, so it tells the slices one step wider
 * from the pool itself; silence of pools that are hardly asked would tell nothing.
 */
final class Suspicions {
  /** Above rest, as a multiple of 1/p₀: what one failure does, about. */
  static final double BEGINS_AT = 0.3;

  static final double GOES_ON_AT = 0.1;

  /** What two failures near one another do: worth asking the neighbours. */
  static final double SPREADS_AT = 10;

  static final double STAYS_SPREAD_AT = 1;

  /** A paged series begins anew and shows nothing for a while; where it reaches is asked on. */
  static final Duration AFTER_PAGE = Duration.ofHours(1);

  /** Above this p₀ failures of healthy pools are no news, and nothing is demanded. */
  static final double MOST_OBJECTIVE = 1e-3;

  /**
   * Evidence that nothing was added to for so long is silence, and no reason to ask a dead pool.
   */
  static final Duration STALE = Duration.ofMinutes(15);

  private static final double RESTING = StrictMath.exp(ShareGrid.logRestingEvidence());

  private final List<Trace> traces;
  private final Instant now;

  /** Evidence of one leaf that means something now. */
  private record Trace(Target target, Evidence evidence, double above, boolean paged) {}

  /**
   * Why a target is asked more often: evidence of a leaf, its own or a neighbour's.
   *
   * @param strength of neighbours' evidence below that of any own
   */
  record Reason(String check, double strength, String text) {}

  /**
   * @param evidence the newest of every series, whatever its slice; pooled ones say nothing here
   */
  Suspicions(Catalog catalog, Collection<Evidence> evidence, Instant now) {
    this.now = now;
    Map<Slice, Target> targets = new HashMap<>();
    catalog.targets().forEach(target -> targets.put(Slice.leaf(target.labels()), target));
    this.traces = new ArrayList<>();
    for (Evidence it : evidence) {
      Target target = targets.get(it.series().slice());
      if (target != null && it.objective() <= MOST_OBJECTIVE) {
        trace(target, it).ifPresent(traces::add);
      }
    }
  }

  private Optional<Trace> trace(Target target, Evidence evidence) {
    if (evidence.level() == Evidence.Level.PAGE) {
      LastPage page = evidence.state().lastPage();
      return page != null && page.at().isAfter(now.minus(AFTER_PAGE))
          ? Optional.of(new Trace(target, evidence, above(page.logEvidence(), evidence), true))
          : Optional.empty();
    }
    double above = above(evidence.logEvidence(), evidence);
    return above >= GOES_ON_AT && evidence.at().isAfter(now.minus(staleAfter(target)))
        ? Optional.of(new Trace(target, evidence, above, false))
        : Optional.empty();
  }

  /** How far M stood above rest, as a multiple of 1/p₀. */
  private static double above(double logEvidence, Evidence of) {
    return (StrictMath.exp(logEvidence) - RESTING) * of.objective();
  }

  private static Duration staleAfter(Target target) {
    Duration three = target.budget().interval().multipliedBy(3);
    return three.compareTo(STALE) > 0 ? three : STALE;
  }

  /** Reasons to ask a target more often, the strongest first; fewer do to go on than to begin. */
  List<Reason> of(Target target, Optional<Demand> current) {
    return traces.stream()
        .flatMap(trace -> reason(trace, target, current).stream())
        .sorted(
            Comparator.comparingDouble(Reason::strength).reversed().thenComparing(Reason::check))
        .toList();
  }

  private static Optional<Reason> reason(Trace trace, Target target, Optional<Demand> current) {
    String check = trace.evidence().series().check();
    boolean goesOn = current.filter(it -> it.checks().contains(check)).isPresent();
    if (trace.target().equals(target)) {
      return trace.paged() || trace.above() >= (goesOn ? GOES_ON_AT : BEGINS_AT)
          ? Optional.of(new Reason(check, trace.above(), text(trace)))
          : Optional.empty();
    }
    return neighbours(trace.target().labels(), target.labels())
            && (trace.paged() || trace.above() >= (goesOn ? STAYS_SPREAD_AT : SPREADS_AT))
        ? Optional.of(
            new Reason(
                check,
                BEGINS_AT * trace.above() / (1 + trace.above()),
                "beside %s: %s".formatted(trace.target().name(), text(trace))))
        : Optional.empty();
  }

  /** Whether at most one label differs; pools are named within an accelerator and count with it. */
  private static boolean neighbours(Labels one, Labels other) {
    return Stream.of(
                one.model().equals(other.model()),
                one.platform().equals(other.platform()),
                one.accelerator().equals(other.accelerator()))
            .filter(same -> !same)
            .count()
        <= 1;
  }

  private static String text(Trace trace) {
    Evidence evidence = trace.evidence();
    LastPage page = evidence.state().lastPage();
    return trace.paged() && page != null
        ? "%s paged at %s".formatted(evidence.series().check(), page.at())
        : String.format(
            Locale.ROOT,
            "%s: evidence %.3g where %.3g is rest, at p0 %.0e",
            evidence.series().check(),
            StrictMath.exp(evidence.logEvidence()),
            RESTING,
            evidence.objective());
  }
}
