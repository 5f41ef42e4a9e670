package dev.plumbline.corpus;

import dev.plumbline.lab.FaultKind;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.Reading;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What checks see of each fault, counted over a corpus: of the exchanges a fault hit, the share
 * that each check fails; and of healthy ones, which must be none.
 */
public final class Footprint {
  private final Map<Optional<FaultKind>, Tally> tallies =
      new TreeMap<>(Comparator.comparing(kind -> kind.map(Enum::ordinal).orElse(-1)));
  private final Disagreement disagreement = new Disagreement();

  /** Exchanges under one cause. */
  private static final class Tally {
    private long asked;
    private long answered;
    private long hit;
    private long seen;
    private final Map<String, CheckCount> checks = new TreeMap<>();
  }

  private static final class CheckCount {
    private long trials;
    private long failures;
  }

  /**
   * What one check saw.
   *
   * @param trials hit exchanges, or healthy ones, that it judged
   * @param failures those that failed
   */
  public record Seen(String check, long trials, long failures) {
    public double share() {
      return trials == 0 ? 0 : (double) failures / trials;
    }
  }

  /**
   * One cause.
   *
   * @param fault its word, {@code none} for health
   * @param asked all exchanges
   * @param answered with an answer
   * @param hit of those answered, the ones in which the fault had something to spoil; for health
   *     all
   * @param seen of those, the ones that any check fails
   */
  public record Cause(
      String fault, long asked, long answered, long hit, long seen, List<Seen> checks) {
    public double share() {
      return hit == 0 ? 0 : (double) seen / hit;
    }
  }

  /** The whole report. */
  public record Report(
      List<Cause> causes, List<Disagreement.Pair> disagreement, List<Margins.Bin> margins) {}

  /** Counts one specimen. */
  public void take(Specimen specimen) {
    Tally tally = tallies.computeIfAbsent(Optional.ofNullable(specimen.fault()), _ -> new Tally());
    tally.asked++;
    specimen
        .answer()
        .ifPresent(answer -> {
          tally.answered++;
          if (specimen.fault() == null) {
            disagreement.take(specimen, answer);
          }
          if (specimen.fault() == null || specimen.hit()) {
            count(tally, specimen.readings());
          }
        });
  }

  private static void count(Tally tally, List<CheckReading> readings) {
    tally.hit++;
    boolean seen = false;
    for (CheckReading reading : readings) {
      if (reading.reading() instanceof Reading.Trial(boolean failed, _)) {
        CheckCount count = tally.checks.computeIfAbsent(reading.check(), _ -> new CheckCount());
        count.trials++;
        count.failures += failed ? 1 : 0;
        seen |= failed;
      }
    }
    tally.seen += seen ? 1 : 0;
  }

  public Report report() {
    List<Cause> causes =
        tallies.entrySet().stream().map(entry -> cause(entry.getKey(), entry.getValue())).toList();
    return new Report(causes, disagreement.pairs(), disagreement.margins());
  }

  private static Cause cause(Optional<FaultKind> fault, Tally tally) {
    List<Seen> checks =
        tally.checks.entrySet().stream()
            .map(it -> new Seen(it.getKey(), it.getValue().trials, it.getValue().failures))
            .toList();
    return new Cause(
        fault.map(FaultKind::toString).orElse("none"),
        tally.asked,
        tally.answered,
        tally.hit,
        tally.seen,
        checks);
  }
}
