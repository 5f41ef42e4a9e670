package dev.plumbline.incident;

import static java.util.stream.Collectors.joining;

import dev.plumbline.detect.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A post-mortem filled in as far as numbers go; what only people know is marked TODO. */
final class PostMortem {
  private static final int CHANGES_SHOWN = 20;
  private static final int ALTERNATIVES_SHOWN = 30;
  private static final double LEAST_SHOWN = 1e-4;

  private final Overview incident;
  private final Finding finding;
  private final List<TimelineEntry> timeline;
  private final List<RelatedChange> changes;
  private final List<Facets.Facet> facets;
  private final List<Aspects.Asked> aspects;
  private final List<Stickiness> stickiness;
  private final int exchanges;

  /**
   * @param exchanges how many are in the bundle
   */
  PostMortem(
      Overview incident,
      List<TimelineEntry> timeline,
      List<RelatedChange> changes,
      List<Facets.Facet> facets,
      List<Aspects.Asked> aspects,
      List<Stickiness> stickiness,
      int exchanges) {
    this.incident = incident;
    this.finding = incident.finding();
    this.timeline = timeline;
    this.changes = changes;
    this.facets = facets;
    this.aspects = aspects;
    this.stickiness = stickiness;
    this.exchanges = exchanges;
  }

  String text() {
    return """
    # Post-mortem: %s

    %s
    ## Summary

    %s

    TODO: what users saw, how many, for how long.

    ## Effect

    Share of sessions on the suspect's targets since the onset, first and last failure of each
    stretch left out, with its 95 %% Clopper-Pearson interval.

    %s
    ## Timeline

    %s
    TODO: who was called, what was tried, what ended it.

    ## What was done around the onset

    %s
    TODO: which of them it was, and how that is known.

    ## Alternatives

    Other slices that failed too, likeliest first.

    %s
    Regions and builds that failed, as the catalog names them now.

    %s
    How the suspect was asked: whether the fault follows that.

    %s
    ## What is not known

    %s

    ## Root cause

    TODO

    ## What went well, what went badly, where we were lucky

    TODO

    ## Actions

    | what | who | until |
    |---|---|---|
    | TODO | TODO | TODO |
    """
        .formatted(
            Markdown.plain(incident.id()),
            facts(),
            Markdown.plain(Words.summary(finding)),
            effects(),
            BundleTexts.timelineTable(timeline),
            changes(),
            alternatives(),
            facets(),
            aspects() + sticking(),
            unknowns());
  }

  private String facts() {
    Detection.Onset onset = finding.onset();
    return Markdown.table(
        List.of("", ""),
        List.of(
            List.of("severity", Words.severity(incident.severity())),
            List.of(
                "suspect",
                "%s (%s), %d of %d targets, probability %s"
                    .formatted(
                        Words.name(finding.suspect()),
                        finding.suspect(),
                        finding.targets(),
                        finding.fleet(),
                        Words.percent(finding.probability()))),
            List.of(
                "onset",
                "%s, between %s and %s (90 %%)"
                    .formatted(onset.likeliest(), onset.earliest(), onset.latest())),
            List.of("detected", incident.openedAt().toString()),
            List.of("detection delay (opened − onset)", delay(onset)),
            List.of("stands at", incident.changedAt() + ": " + state()),
            List.of("who has it", acknowledged())));
  }

  private String delay(Detection.Onset onset) {
    return "%s, between %s and %s"
        .formatted(since(onset.likeliest()), since(onset.latest()), since(onset.earliest()));
  }

  private String since(Instant began) {
    Duration delay = Duration.between(began, incident.openedAt());
    return delay.isNegative() ? "none" : plain(delay);
  }

  private static String plain(Duration duration) {
    return String.format(
        Locale.ROOT,
        "%d h %02d min %02d s",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }

  private String state() {
    return switch (incident.lifecycle()) {
      case Lifecycle.Open() -> "open";
      case Lifecycle.Resolved(Instant at) -> "resolved at " + at;
      case Lifecycle.Merged(Instant at, String into) -> "merged into %s at %s".formatted(into, at);
    };
  }

  private String acknowledged() {
    Acknowledgement current = incident.acknowledgement();
    return current == null
        ? "nobody said so"
        : "%s since %s %s".formatted(current.by(), current.at(), current.note()).strip();
  }

  private String effects() {
    return Markdown.table(
        List.of("check", "failed", "interval", "failures", "trials", "healthy is at most"),
        finding.effects().stream()
            .map(it ->
                List.of(
                    it.check(),
                    Words.percent(it.effect().rate()),
                    Words.percent(it.effect().lower())
                        + " to "
                        + Words.percent(it.effect().upper()),
                    Long.toString(it.effect().failures()),
                    Long.toString(it.effect().trials()),
                    Words.percent(it.objective())))
            .toList());
  }

  private String changes() {
    if (changes.isEmpty()) {
      return "Nobody told of a change to the suspect in the 6 h before the latest onset.\n";
    }
    List<RelatedChange> shown = changes.subList(0, Math.min(CHANGES_SHOWN, changes.size()));
    return Markdown.table(
        List.of("rank", "at", "kind", "what", "slice", "by", "why it ranks there", "link"),
        IntStream.range(0, shown.size()).mapToObj(i -> change(i + 1, shown.get(i))).toList());
  }

  private static List<String> change(int rank, RelatedChange related) {
    String by = related.change().by();
    String link = related.change().link();
    return List.of(
        Integer.toString(rank),
        related.change().until() == null
            ? related.change().at().toString()
            : related.change().at() + " to " + related.change().until(),
        related.change().kind().word(),
        related.change().title(),
        related.change().slice().toString(),
        by == null ? "" : by,
        related.why(),
        link == null ? "" : link);
  }

  private String alternatives() {
    if (finding.alternatives().isEmpty()) {
      return "No other slice failed.\n";
    }
    return Markdown.table(
        List.of("slice", "targets", "probability", "ln likelihood ratio", "excluded", "because"),
        finding.alternatives().stream()
            .limit(ALTERNATIVES_SHOWN)
            .map(it ->
                List.of(
                    it.slice().toString(),
                    Integer.toString(it.targets()),
                    probability(it.probability()),
                    String.format(Locale.ROOT, "%.1f", it.logLikelihoodRatio()),
                    it.excluded() ? "yes" : "no",
                    it.because()))
            .toList());
  }

  private String facets() {
    if (facets.isEmpty()) {
      return "The catalog names no two regions and no two builds, so nothing is known of them.\n";
    }
    return Markdown.table(
        List.of(
            "label", "value", "targets", "failed", "ln likelihood ratio", "excluded", "because"),
        facets.stream()
            .map(it ->
                List.of(
                    it.label(),
                    it.value(),
                    Integer.toString(it.targets()),
                    "%d of %d".formatted(it.failures(), it.trials()),
                    String.format(Locale.ROOT, "%.1f", it.logLikelihoodRatio()),
                    it.excluded() ? "yes" : "no",
                    it.because()))
            .toList());
  }

  private String aspects() {
    if (aspects.isEmpty()) {
      return "No check is known to have been asked in two ways there.\n";
    }
    return Markdown.table(
        List.of(
            "check", "asked by", "value", "failed", "ln likelihood ratio", "excluded", "because"),
        aspects.stream().flatMap(PostMortem::aspect).toList());
  }

  private String sticking() {
    return stickiness.stream().map(it -> "\n- " + Markdown.plain(it.summary())).collect(joining());
  }

  private static Stream<List<String>> aspect(Aspects.Asked asked) {
    return Stream.concat(
        Stream.of(
            List.of(
                asked.check(),
                asked.aspect(),
                asked.verdict().word(),
                "",
                "",
                "",
                asked.summary())),
        asked.explanations().stream()
            .map(it ->
                List.of(
                    asked.check(),
                    asked.aspect(),
                    it.name(),
                    "%d of %d".formatted(it.failures(), it.trials()),
                    String.format(Locale.ROOT, "%.1f", it.logLikelihoodRatio()),
                    it.excluded() ? "yes" : "no",
                    it.because())));
  }

  private static String probability(double probability) {
    return probability < LEAST_SHOWN ? "below 0.01 %" : Words.percent(probability);
  }

  private String unknowns() {
    List<String> unknowns = new ArrayList<>();
    long open = finding.alternatives().stream().filter(it -> !it.excluded()).count();
    if (open > 0) {
      unknowns.add("%d other slices are not excluded, merely less likely.".formatted(open));
    }
    finding
        .unexplained()
        .forEach(it ->
            unknowns.add(
                "%s failed %d of %d on %s, which the suspect does not explain."
                    .formatted(it.check(), it.failures(), it.trials(), it.leaf())));
    unknowns.add(
        "The onset is known to within %s."
            .formatted(
                plain(Duration.between(finding.onset().earliest(), finding.onset().latest()))));
    aspects.stream()
        .filter(it -> it.verdict() == Aspects.Verdict.UNTOLD)
        .forEach(it ->
            unknowns.add(
                "Whether what %s saw depends on the %s: %s."
                    .formatted(it.check(), it.aspect(), it.summary())));
    if (aspects.isEmpty()) {
      unknowns.add("Whether session kind, streaming or suite matter.");
    }
    if (facets.isEmpty()) {
      unknowns.add("Whether region or build matter.");
    }
    if (changes.stream().anyMatch(it -> it.change().note() != null)) {
      unknowns.add("Some changes are of services nobody mapped to a slice.");
    }
    unknowns.add("Changes nobody told of.");
    unknowns.add(
        "%d failing exchanges are in this bundle of %d named by the incident."
            .formatted(exchanges, incident.exchanges().size()));
    return unknowns.stream().map(it -> "- " + Markdown.plain(it)).collect(joining("\n"));
  }
}
