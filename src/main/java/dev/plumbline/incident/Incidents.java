package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Incidents for other modules to show. Times are scheduled times of trials. */
public interface Incidents {

  /** How loudly an incident is told. */
  enum Loudness {
    TICKET,
    PAGE
  }

  /** Where it stands. */
  enum State {
    OPEN,
    RESOLVED,
    MERGED
  }

  /**
   * An incident in short.
   *
   * @param summary the whole of it in one sentence without a full stop
   * @param place the suspect slice in words
   * @param targets how many targets the suspect has, of how many in the fleet
   * @param probability of the suspect, given the counts
   * @param endedAt when it resolved or was merged
   * @param mergedInto id of the incident that has its cause
   */
  record Headline(
      String id,
      State state,
      Loudness loudness,
      String summary,
      Slice suspect,
      String place,
      int targets,
      int fleet,
      double probability,
      Detection.Onset onset,
      List<Effect> effects,
      Instant openedAt,
      Instant changedAt,
      @Nullable Instant endedAt,
      @Nullable String mergedInto) {}

  /** How large it is by one check, and the failure rate that healthy stays under. */
  record Effect(String check, Detection.Effect effect, double objective) {}

  /** One thing that happened to it, in words. */
  record Entry(Instant at, String event, String text) {}

  /**
   * A slice that failed too and is not the suspect.
   *
   * @param excluded whether evidence speaks against it; false: merely less likely
   */
  record Other(String place, int targets, double probability, boolean excluded, String because) {}

  /**
   * How the suspect was asked, in one check.
   *
   * @param aspect {@code session}, {@code transfer} or {@code suite}
   * @param follows whether the fault follows it
   * @param summary with its numbers, in words
   * @param explanations likeliest first
   */
  record Asked(
      String check,
      String aspect,
      boolean follows,
      String summary,
      List<Explanation> explanations) {

    /** {@code argmax by session: only sticky failed, 14 of 40; fresh 0 of 120}. */
    public String text() {
      return "%s by %s: %s".formatted(check, aspect, summary);
    }
  }

  /**
   * A fault on just these ways to ask.
   *
   * @param excluded whether evidence speaks against it
   */
  record Explanation(String name, long failures, long trials, boolean excluded, String because) {}

  /**
   * Whether the fault stays with a session, in words.
   *
   * @param told whether there was enough to tell
   */
  record Sticking(boolean told, String text) {}

  /** Failures on a leaf that the suspect does not explain. */
  record Unexplained(String check, Slice leaf, long failures, long trials) {}

  /**
   * All that is known of an incident.
   *
   * @param others likeliest first
   * @param asked whether the fault follows how the suspect was asked
   * @param sticking whether the fault stays with a session
   * @param detectionCount how many there are in all
   * @param detections the newest of them, newest first
   * @param exchanges ids of exchanges that failed, newest first
   */
  record Story(
      Headline headline,
      List<Entry> timeline,
      List<Other> others,
      List<Asked> asked,
      List<Sticking> sticking,
      List<Unexplained> unexplained,
      long detectionCount,
      List<Detection> detections,
      List<String> exchanges) {}

  /** Newest first, at most so many. */
  List<Headline> in(State state, int limit);

  /** The one of this id, also if it was merged into another. */
  Optional<Story> find(String id);
}
