package dev.plumbline.gate;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a verdict follows from. Kept as JSON it gives the same verdict again, bit for bit.
 *
 * @param pairs in the order they were judged
 * @param ended why no more pairs came, for people; null where the verdict ended it
 * @param openEvidence detections and incidents that were open on the candidate's slice when it was
 *     decided, by name
 * @param broken what of ours did not work, for people
 */
public record GateFacts(
    Policy policy,
    List<GatePair> pairs,
    @Nullable String ended,
    List<String> openEvidence,
    List<String> broken) {

  public GateFacts {
    pairs = List.copyOf(pairs);
    openEvidence = List.copyOf(openEvidence);
    broken = List.copyOf(broken);
  }

  /** The state these pairs lead to. */
  public GateState state() {
    return GateState.of(policy, pairs);
  }

  /** The verdict these facts lead to. */
  public Verdict verdict() {
    return verdict(
        state(), ended == null ? "there are no more pairs" : ended, openEvidence, broken);
  }

  /** {@link #verdict()} of a state that is at hand. */
  public static Verdict verdict(
      GateState state, String ended, List<String> openEvidence, List<String> broken) {
    if (!broken.isEmpty()) {
      return new Verdict.Broken(List.copyOf(broken));
    }
    Verdict verdict = state.ended(ended);
    return verdict.opens() && !openEvidence.isEmpty()
        ? new Verdict.Inconclusive(
            Stream.concat(
                    openEvidence.stream()
                        .map(it -> "%s is open on the candidate's slice".formatted(it)),
                    verdict.reasons().stream())
                .toList())
        : verdict;
  }
}
