package dev.plumbline.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages are told of release questions. Nothing is changed by it. */
public interface GateViews {

  /**
   * A question and how far its answer is.
   *
   * @param endedAt null while it runs
   * @param body as it was when it was last looked at
   * @param overrides all there were
   */
  record Headline(
      String id,
      String gate,
      String candidate,
      String baseline,
      String build,
      @Nullable String environment,
      int attempt,
      Instant askedAt,
      @Nullable Instant endedAt,
      GateBody body,
      List<GateOverride> overrides) {

    public Headline {
      overrides = List.copyOf(overrides);
    }

    public boolean running() {
      return endedAt == null;
    }

    /** The override that holds; null for none. */
    public @Nullable GateOverride override(Instant at) {
      return overrides.stream().filter(it -> it.holds(at)).findFirst().orElse(null);
    }

    /** Whether the gate is open: only a PASS opens, or an override that holds. */
    public boolean opens(Instant at) {
      return (!running() && body.ok()) || override(at) != null;
    }
  }

  /** Who did what, and when. */
  record Deed(Instant at, String event, String by, String detail) {}

  /**
   * An answer of the candidate that was not right.
   *
   * @param pair its number
   * @param probe with its suite's name
   * @param checks that say so
   */
  record Failing(long pair, Instant at, String probe, String exchange, List<String> checks) {}

  /**
   * An evaluation whole.
   *
   * @param policy as it was when it began
   * @param suites probes are drawn from
   * @param openEvidence what stood open on the candidate and kept it from passing
   * @param broken what of ours did not work
   * @param history oldest first
   * @param failing newest first, not all
   */
  record Story(
      Headline headline,
      Policy policy,
      List<String> suites,
      List<String> openEvidence,
      List<String> broken,
      List<Deed> history,
      List<Failing> failing) {}

  /** Newest first. */
  List<Headline> newest(int limit);

  /**
   * One of them.
   *
   * @param failing how many failing answers at most
   */
  Optional<Story> find(String id, int failing);
}
