package dev.plumbline.detect;

import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Detection over observations of which there is no catalog. Trials that fail or do not go through
 * the {@link DetectionMachine} of production, judged by a plan of what the observations themselves
 * say is watched; graded answers and quantities, which nothing in production is held to, through
 * {@link ReferenceSeries}.
 */
public final class Backtest {
  private final SeriesPlan plan;
  private final Settings settings;
  private final Listener listener;
  private final DetectionMachine machine;
  private final Set<String> checks = new LinkedHashSet<>();
  private final Map<SeriesKey, ReferenceSeries> compared = new LinkedHashMap<>();
  private long observations;

  /**
   * How observations are judged.
   *
   * @param policy with an objective for each check whose trials fail or do not, and for no other
   * @param pooling whether slices of the leaves are watched too
   * @param reference trials of a series of graded answers or quantities that the rest of it is
   *     compared with, even
   */
  public record Settings(
      DetectionPolicy policy, boolean pooling, StartWeight startWeight, int reference) {}

  /** Is told what happens, in the order it happens. */
  public interface Listener {

    /** Every trial of every series. */
    void trial(AppliedTrial trial);

    /** Every threshold crossed, at the end of the window it was crossed in. */
    void detection(Detection detection);
  }

  /**
   * One trial of one series, applied.
   *
   * @param index position in its series, from 0
   * @param logEvidence ln M after it, before a page restarts the detector
   * @param logThreshold ln A of a page
   * @param failed whether anything in it failed
   */
  public record AppliedTrial(
      SeriesKey series,
      Instant at,
      long index,
      double logEvidence,
      double logThreshold,
      boolean failed) {}

  /**
   * Before the first observation.
   *
   * @param leaves by check: what is watched
   */
  public Backtest(Map<String, List<WatchedLeaf>> leaves, Settings settings, Listener listener) {
    Map<String, WatchedCheck> watched = new LinkedHashMap<>();
    leaves.forEach((check, list) -> watched.put(check, watched(check, list, settings)));
    this.plan = new SeriesPlan(settings.policy(), watched, settings.startWeight());
    this.settings = settings;
    this.listener = listener;
    this.machine = new DetectionMachine(() -> plan, CheckMemory.empty(), this::applied);
  }

  /** The next one in order of time. */
  public void observe(Observation observation) {
    switch (observation.reading()) {
      case Reading.Trial _, Reading.Compared _, Reading.Graded _, Reading.NotATrial _ -> {
        checks.add(observation.check());
        tell(machine.observe(observations, observation));
      }
      case Reading.Score(double score, _) -> compared(observation).observe(observation, score);
      case Reading.Quantity(double value) -> compared(observation).observe(observation, value);
    }
    observations++;
  }

  /** There is no more: windows still open are closed. */
  public void finish() {
    checks.forEach(check -> tell(machine.finish(observations, check)));
  }

  /** Series that could not be compared with their reference, and why, for people. */
  public List<String> untested() {
    return compared.values().stream()
        .map(ReferenceSeries::untested)
        .flatMap(Optional::stream)
        .toList();
  }

  private static WatchedCheck watched(String check, List<WatchedLeaf> leaves, Settings settings) {
    boolean held = settings.policy().objectives().containsKey(check);
    return held && settings.pooling()
        ? WatchedCheck.pooling(leaves)
        : new WatchedCheck(leaves, new Slices(List.of()));
  }

  private ReferenceSeries compared(Observation observation) {
    SeriesKey key = new SeriesKey(observation.check(), Slice.leaf(observation.labels()));
    return compared.computeIfAbsent(
        key,
        _ ->
            new ReferenceSeries(
                key,
                settings.reference(),
                new ReferenceSeries.DetectorStart(
                    settings.startWeight(),
                    SeriesPlan.rate(observation.interval()),
                    plan.logComparedThreshold(observation.interval())),
                listener));
  }

  private void applied(Crossing.Step step) {
    Evidence evidence = step.evidence();
    listener.trial(
        new AppliedTrial(
            evidence.series(),
            evidence.at(),
            evidence.trials() - 1,
            step.logEvidence(),
            evidence.logPageThreshold(),
            evidence.state().cleanTrials() == 0));
  }

  private void tell(List<Decision> decisions) {
    for (Decision decision : decisions) {
      switch (decision) {
        case Decision.Stands _, Decision.Withholds _ -> {}
        case Decision.Fires(Detection fires) -> listener.detection(fires);
      }
    }
  }
}
