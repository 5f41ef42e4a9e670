package dev.plumbline.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reference holds and what it can see, for people. */
public final class ReferenceSummary {
  private ReferenceSummary() {}

  /** Some lines of text. */
  public static String of(Reference reference) {
    Provenance from = reference.provenance();
    List<String> lines = new ArrayList<>();
    lines.add(
        "reference      %s of %s".formatted(ReferenceFiles.id(reference), reference.target()));
    lines.add("captured       %s to %s".formatted(from.from(), from.until()));
    lines.add("attested       " + from.attested());
    lines.add(
        "draws          %,d and %,d of %d probes, %,d requests unanswered"
            .formatted(from.first(), from.second(), reference.probes().size(), from.unanswered()));
    lines.add(
        "noise          log-probabilities differ by up to %s nat%s"
            .formatted(
                number(reference.noise().epsilon()),
                reference.noise().grid() ? ", on a grid of 1/8" : ""));
    lines.add(
        "logprob-drift  "
            + (reference.drift() == null
                ? "off: no log-probabilities, or too few"
                : "outliers are above %s scales, at most %s of healthy answers"
                    .formatted(
                        number(reference.drift().outlierAbove()),
                        number(reference.drift().outlierRate()))));
    lines.add(
        "border-token   "
            + (reference.border() == null
                ? "off: no border prompts"
                : "unseen first tokens: at most %s of healthy answers"
                    .formatted(number(reference.border().objective()))));
    lines.add(
        "unanimity      "
            + (reference.unanimity() == null
                ? "off: no position that %d draws agree on".formatted(UnanimityBet.FEWEST_DRAWS)
                : "left by at most %s of healthy answers"
                    .formatted(number(reference.unanimity().objective()))));
    lines.add(
        "fingerprint    "
            + (reference.fingerprint() == null
                ? "off: it takes 20,000 own draws and 2,000 of the pool that misrouting would reach"
                : "tells it from " + reference.fingerprint().other()));
    return String.join("\n", lines);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
