package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a check lately fared on one probe, over all targets.
 *
 * @param suiteVersion content hash of its suite
 * @param askings the newest, oldest first, at most {@value #ASKINGS}
 * @param quarantine null while it is in none
 */
record ProbeMemory(String suiteVersion, List<Asking> askings, @Nullable Quarantine quarantine) {
  static final int ASKINGS = 5;

  ProbeMemory {
    askings = List.copyOf(askings);
  }

  /**
   * One fresh session.
   *
   * @param window start of the window it is applied in
   */
  record Asking(Slice target, Instant at, Instant window, String exchange, boolean failed) {
    static Asking of(LeafTrial trial) {
      return new Asking(
          Slice.leaf(trial.labels()), trial.at(), trial.window(), trial.exchange(), trial.failed());
    }
  }

  static ProbeMemory of(String suiteVersion) {
    return new ProbeMemory(suiteVersion, List.of(), null);
  }

  ProbeMemory after(Asking asking) {
    return new ProbeMemory(
        suiteVersion,
        Stream.concat(
                askings.stream().skip(Math.max(0, askings.size() + 1 - ASKINGS)), Stream.of(asking))
            .toList(),
        quarantine);
  }

  ProbeMemory in(Quarantine newQuarantine) {
    return new ProbeMemory(suiteVersion, askings, newQuarantine);
  }

  /** Whether the newest two failed, on two targets. */
  boolean suspected() {
    if (askings.size() < 2) {
      return false;
    }
    Asking last = askings.getLast();
    Asking before = askings.get(askings.size() - 2);
    return last.failed() && before.failed() && !last.target().equals(before.target());
  }

  List<Asking> failed() {
    return askings.stream().filter(Asking::failed).toList();
  }
}
