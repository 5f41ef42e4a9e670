package dev.plumbline.detect;

import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.Grid;
import dev.plumbline.stats.OnsetTracker;
import dev.plumbline.stats.Recovery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything one detector remembers; immutable, and as JSON the same bit for bit.
 *
 * @param detector since the last page
 * @param onset where its evidence comes from
 * @param ticketArmed whether a ticket may be raised: not again until the evidence was at rest
 * @param cleanTrials without failure since the last one
 * @param certified whether the series has earned the lower objective; a failure does not take it
 *     back, because an objective that gives way to failures would hide what it is there to show
 * @param recovery runs from an alarm until health is shown; else null
 * @param lastPage null before any
 * @param leaf what only leaf series keep
 * @param reference id of the reference a leaf series is compared with: its epoch; else null
 */
public record DetectorState(
    BernoulliEDetector detector,
    OnsetTracker onset,
    boolean ticketArmed,
    long cleanTrials,
    boolean certified,
    @Nullable Recovery recovery,
    @Nullable LastPage lastPage,
    LeafMemory leaf,
    @Nullable String reference) {

  public static final DetectorState START = start(Grid.FAILURES);

  static DetectorState start(Grid grid) {
    return new DetectorState(
        BernoulliEDetector.start(grid),
        OnsetTracker.start(),
        true,
        0,
        false,
        null,
        null,
        LeafMemory.NONE,
        null);
  }

  /** When the detector was last restarted, and the evidence it had gathered by then. */
  public record LastPage(Instant at, double logEvidence) {}

  /** The detector begins anew; certificate and clean trials are facts and stay. */
  DetectorState paged(LastPage page, Recovery begun) {
    return new DetectorState(
        BernoulliEDetector.start(detector.grid()),
        OnsetTracker.start(),
        true,
        cleanTrials,
        certified,
        begun,
        page,
        leaf,
        reference);
  }

  DetectorState ticketed(Recovery begun) {
    return new DetectorState(
        detector, onset, false, cleanTrials, certified, begun, lastPage, leaf, reference);
  }

  /** A new epoch: what was bet against the old reference says nothing of the new one. */
  DetectorState comparedWith(String newReference) {
    return new DetectorState(
        BernoulliEDetector.start(detector.grid()),
        OnsetTracker.start(),
        true,
        cleanTrials,
        certified,
        recovery,
        lastPage,
        leaf,
        newReference);
  }

  DetectorState cleared() {
    return new DetectorState(
        detector, onset, ticketArmed, cleanTrials, certified, null, lastPage, leaf, reference);
  }

  DetectorState with(LeafMemory newLeaf) {
    return new DetectorState(
        detector,
        onset,
        ticketArmed,
        cleanTrials,
        certified,
        recovery,
        lastPage,
        newLeaf,
        reference);
  }
}
