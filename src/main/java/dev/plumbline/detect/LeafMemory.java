package dev.plumbline.detect;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a leaf remembers for the sake of whichever series fires: how much it failed when, and the
 * newest exchanges that did. Survives pages.
 *
 * @param failed newest first, at most {@value #MOST_FAILED}
 */
public record LeafMemory(FailureHistory history, List<FailedExchange> failed) {
  static final int MOST_FAILED = 20;
  static final LeafMemory NONE = new LeafMemory(FailureHistory.NONE, List.of());

  public LeafMemory {
    failed = List.copyOf(failed);
  }

  /** An exchange that failed, by the time it was scheduled for. */
  public record FailedExchange(String exchange, Instant at) {}

  LeafMemory after(LeafTrial trial) {
    return new LeafMemory(
        history.after(trial.at(), trial.failed()),
        Stream.concat(
                trial.failedExchanges().stream().map(id -> new FailedExchange(id, trial.at())),
                failed.stream())
            .limit(MOST_FAILED)
            .toList());
  }
}
