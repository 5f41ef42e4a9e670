package dev.plumbline.triage;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.GateViews.Headline;
import dev.plumbline.gate.GateViews.Story;
import dev.plumbline.gate.Tally;
import dev.plumbline.incident.Incidents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param next what to do now, for people
 * @param open what stood open on the candidate, with where to read on
 * @param incidents that are open now on a slice with the candidate
 * @param answers the newest of the candidate's that failed and are kept
 * @param command to be copied, which asks the same
 */
record GatePage(
    Frame frame,
    Story story,
    GateStanding standing,
    String next,
    List<Link> open,
    List<Incidents.Headline> incidents,
    List<KeptAnswer> answers,
    String command) {

  /**
   * @param href null: nowhere
   */
  record Link(String text, @Nullable String href) {}

  Headline headline() {
    return story.headline();
  }

  GateBody body() {
    return headline().body();
  }

  @Nullable GateOverride override() {
    return headline().override(frame.now());
  }

  boolean opens() {
    return headline().opens(frame.now());
  }

  /** Where it stands as JSON. */
  String json() {
    return "/api/v1" + Show.gatePath(headline());
  }

  /** The first pairs that decided may be many: what is shown of them is the newest. */
  boolean more() {
    return answers.size() < story.failing().size();
  }

  /** How far evidence is on the way to what decides, 1 there; null where there is none. */
  @Nullable Double share(double evidence) {
    return evidence <= 1 ? null : Math.log(evidence) / Math.log(body().decidesAt());
  }

  /** {@code 3 of 120 failed}; of quantities, which do not fail, how many there are. */
  static String counted(GateBody.Detector check, long failures, long trials) {
    return check.kind().equals("quantity")
        ? Show.count(trials)
        : "%s of %s".formatted(Show.count(failures), Show.count(trials));
  }

  static String missing(Tally counts) {
    return "%s / %s / %s"
        .formatted(
            Show.count(counts.missing()),
            Show.count(counts.baselineMissing()),
            Show.count(counts.bothMissing()));
  }
}
