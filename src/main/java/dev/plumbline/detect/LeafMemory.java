package dev.plumbline.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf remembers for the sake of whichever series fires: how much it failed when, and the
 * newest exchanges that did. Survives pages.
 *
 * @param failed newest first, at most {@value #MOST_FAILED}
 * @param won of a leaf that is compared with a peer: its pairs, also those that were even, and how
 *     many it won when; else null
 */
public record LeafMemory(
    FailureHistory history,
    List<FailedExchange> failed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailureHistory won) {
  static final int MOST_FAILED = 20;
  static final LeafMemory NONE = new LeafMemory(FailureHistory.NONE, List.of());

  public LeafMemory {
    failed = List.copyOf(failed);
  }

  /** Of a leaf that is compared with nobody. */
  LeafMemory(FailureHistory history, List<FailedExchange> failed) {
    this(history, failed, null);
  }

  /** An exchange that failed, by the time it was scheduled for. */
  public record FailedExchange(String exchange, Instant at) {}

  LeafMemory after(LeafTrial trial) {
    return new LeafMemory(
        history.after(trial.at(), trial.failed(), Aspect.of(trial)),
        Stream.concat(
                trial.failedExchanges().stream().map(id -> new FailedExchange(id, trial.at())),
                failed.stream())
            .limit(MOST_FAILED)
            .toList(),
        won(trial));
  }

  private @Nullable FailureHistory won(LeafTrial trial) {
    LeafTrial.Versus versus = trial.versus();
    return versus == null
        ? won
        : (won == null ? FailureHistory.NONE : won)
            .after(trial.at(), versus.lost() < LeafTrial.Versus.EVEN);
  }
}
