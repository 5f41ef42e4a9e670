package dev.plumbline.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of one series crossing a threshold, upwards (page, ticket) or back to health (cleared).
 *
 * @param id deterministic: the same observations always give the same id
 * @param at scheduled time of the trial that crossed
 * @param trials of the series since it began, that trial included
 * @param logEvidence ln M at the crossing; for {@code CLEARED} of the reverse detector
 * @param logThreshold ln A
 * @param onset when it began; null for {@code CLEARED}
 * @param effect how large it is; null for {@code CLEARED}
 * @param leaves every leaf of this check, since onset, affected or not: what localisation reads
 * @param exchanges ids of exchanges that failed since onset, newest first, at most 20
 */
public record Detection(
    String id,
    SeriesKey series,
    Kind kind,
    Instant at,
    long trials,
    double logEvidence,
    double logThreshold,
    @Nullable Onset onset,
    @Nullable Effect effect,
    List<LeafCount> leaves,
    List<String> exchanges) {

  /** What the crossing means. */
  public enum Kind {
    PAGE,
    TICKET,
    CLEARED
  }

  /** Shortest interval of start times that holds 90 % of the Shiryaev-Roberts weight. */
  public record Onset(Instant earliest, Instant likeliest, Instant latest) {}

  /**
   * Failure rate since onset, first and last failure left out (they were selected), with its 95 %
   * Clopper-Pearson interval.
   */
  public record Effect(double rate, double lower, double upper, long failures, long trials) {}

  /**
   * One leaf since the onset.
   *
   * @param trials where it is compared with a peer: all pairs, also those that were even
   * @param objective p0 in force for it; where it is compared with a peer, the share of its pairs
   *     that it won since, as equals lose as many
   * @param logEvidence ln M of its own detector
   * @param peer whom its pairs were lost to or won from; null where it is compared with nobody
   * @param aspects how its trials were asked; empty where it is compared with a peer, in what an
   *     older release wrote, and where many leaves failed more
   */
  public record LeafCount(
      Slice leaf,
      long trials,
      long failures,
      double objective,
      double logEvidence,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Slice peer,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<AspectCount> aspects) {

    public LeafCount {
      aspects = List.copyOf(aspects);
    }

    /** Of a leaf that is compared with nobody. */
    public LeafCount(Slice leaf, long trials, long failures, double objective, double logEvidence) {
      this(leaf, trials, failures, objective, logEvidence, null, List.of());
    }

    LeafCount withoutAspects() {
      return new LeafCount(leaf, trials, failures, objective, logEvidence, peer, List.of());
    }
  }
}
