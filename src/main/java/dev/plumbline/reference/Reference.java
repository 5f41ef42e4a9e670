package dev.plumbline.reference;

import dev.plumbline.reference.AnswerTree.Walk;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The frozen picture of one healthy target, and what may be bet on answers that differ from it. As
 * a file and in the database it is the same JSON; its {@link ReferenceFiles#id id} is a hash of it.
 *
 * @param suites version of each suite the draws answered
 * @param probes by suite/probe
 * @param drift null where the target gives no log-probabilities
 * @param border null where no suite has border prompts
 * @param unanimity null where no position was drawn often enough
 * @param fingerprint null where there are too few draws, of this pool or another
 */
public record Reference(
    String target,
    Provenance provenance,
    SortedMap<String, String> suites,
    PoolNoise noise,
    @Nullable DriftBet drift,
    @Nullable BorderBet border,
    @Nullable UnanimityBet unanimity,
    @Nullable FingerprintBet fingerprint,
    SortedMap<String, ProbePicture> probes) {

  public Reference {
    suites = Collections.unmodifiableSortedMap(new TreeMap<>(suites));
    probes = Collections.unmodifiableSortedMap(new TreeMap<>(probes));
  }

  /** Whether its draws answered this version of a suite. */
  public boolean answered(String suite, String version) {
    return version.equals(suites.get(suite));
  }

  /** How an answer follows the reference; empty where it holds no answers to the probe. */
  public Optional<Walk> walk(String probe, List<Unit> units) {
    return picture(probe).map(picture -> picture.answers().walk(units));
  }

  /** L of an answer's log-probabilities, see {@link DriftBet}. */
  public Optional<Double> driftRatio(String probe, List<Unit> units, double tieBreak) {
    DriftBet bet = drift;
    return bet == null
        ? Optional.empty()
        : picture(probe)
            .flatMap(picture -> Optional.ofNullable(picture.z(units, noise)))
            .map(z -> bet.ratio(z, tieBreak));
  }

  /** L of an answer under another pool, see {@link FingerprintBet}. */
  public Optional<Double> fingerprintRatio(String probe, List<Unit> units) {
    FingerprintBet bet = fingerprint;
    return bet == null
        ? Optional.empty()
        : picture(probe)
            .flatMap(
                picture -> Optional.ofNullable(bet.ratio(probe, picture.answers(), units, noise)));
  }

  /** L of an answer's first unit, see {@link BorderBet}. */
  public Optional<Double> borderRatio(String probe, List<Unit> units) {
    BorderBet bet = border;
    return bet == null || !bet.knows(probe)
        ? Optional.empty()
        : Optional.of(bet.seen(probe, units.getFirst().text()) ? 0 : 1 / bet.objective());
  }

  /** L of an answer that leaves what all draws said, see {@link UnanimityBet}. */
  public Optional<Double> unanimityRatio(String probe, List<Unit> units) {
    UnanimityBet bet = unanimity;
    return bet == null
        ? Optional.empty()
        : picture(probe)
            .map(ProbePicture::answers)
            .filter(UnanimityBet::decided)
            .map(tree -> UnanimityBet.leaves(tree.walk(units)) ? 1 / bet.objective() : 0.0);
  }

  private Optional<ProbePicture> picture(String probe) {
    return Optional.ofNullable(probes.get(probe));
  }
}
