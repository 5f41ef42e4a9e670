package dev.plumbline.incident;

import dev.plumbline.score.exhibit.Exhibit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The small texts of a bundle. */
final class BundleTexts {
  private BundleTexts() {}

  static String timeline(Overview incident, List<TimelineEntry> entries) {
    return """
    # Timeline of %s

    In the order written down. Times of detections are scheduled times of trials; acknowledgements
    bear the time of the clock.

    %s\
    """
        .formatted(Markdown.plain(incident.id()), timelineTable(entries));
  }

  static String timelineTable(List<TimelineEntry> entries) {
    return Markdown.table(
        List.of("at", "event", "what"),
        entries.stream()
            .map(entry ->
                List.of(
                    entry.at().toString(),
                    entry.event().name().toLowerCase(Locale.ROOT),
                    entry.text()))
            .toList());
  }

  /** One exchange in the table of contents. */
  static String line(String folder, Exhibit exhibit) {
    return "- `%s`: %s on %s at %s; %s"
        .formatted(
            folder,
            Markdown.plain(exhibit.probe()),
            Markdown.plain(exhibit.target()),
            exhibit.at(),
            exhibit.failures().stream()
                .map(failure -> Markdown.plain(failure.check()))
                .collect(Collectors.joining(", ")));
  }

  static String readme(Overview incident, List<String> exchanges) {
    return """
    # Incident %s

    %s

    | file | what it is |
    |---|---|
    | `postmortem.md` | filled in as far as the numbers go; the rest is marked TODO |
    | `incident.json` | the incident as the API shows it: suspect, onset, effect, alternatives |
    | `timeline.md` | what happened to it |
    | `changes.json` | what was done to the suspect around the onset, likeliest cause first |
    | `exchanges/*/expected-and-actual.md` | what was expected beside what came; start here |
    | `exchanges/*/request.json`, `answer.raw`, `headers.txt` | over the wire, without secrets |
    | `exchanges/*/tokens.csv` | tokens, log-probabilities, alternatives; texts are JSON strings |
    | `exchanges/*/history.csv` | when the same probe failed there before; what failed nothing is not kept |
    | `exchanges/*/reproduce.sh` | asks again with curl; it names the variable that holds the credential |

    %d of the %d newest failing exchanges are here, at most %d. The others are not kept any more, or
    are too many. Answers are as they came: do not open them in what runs what it reads.

    %s
    """
        .formatted(
            Markdown.plain(incident.id()),
            Markdown.plain(Words.summary(incident.finding())),
            exchanges.size(),
            incident.exchanges().size(),
            IncidentBundle.MOST_EXCHANGES,
            String.join("\n", exchanges));
  }
}
