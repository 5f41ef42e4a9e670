package dev.plumbline.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code /api/v1/incidents} answers. Rates are shares of sessions, 0 to 1. */
final class IncidentViews {
  private IncidentViews() {}

  record Listing(List<Headline> incidents) {}

  /**
   * @param state {@code open}, {@code acknowledged} (open, and somebody has it), {@code resolved}
   *     or {@code merged}
   * @param severity {@code page} or {@code ticket}
   * @param summary the whole of it in one sentence
   * @param endedAt when it resolved or was merged
   * @param mergedInto the incident that has its cause
   * @param acknowledged who has it; absent where nobody has
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Headline(
      String id,
      String href,
      String state,
      String severity,
      String summary,
      Suspect suspect,
      Detection.Onset onset,
      List<Finding.CheckEffect> effects,
      Instant openedAt,
      Instant changedAt,
      @Nullable Instant endedAt,
      @Nullable String mergedInto,
      @Nullable Acknowledgement acknowledged) {

    static Headline of(Overview overview) {
      Finding finding = overview.finding();
      Rows.Ending ending = Rows.Ending.of(overview.lifecycle());
      return new Headline(
          overview.id(),
          IncidentController.PATH + "/" + overview.id(),
          overview.acknowledgement() == null
              ? ending.state().toLowerCase(Locale.ROOT)
              : "acknowledged",
          Words.severity(overview.severity()),
          Words.summary(finding),
          Suspect.of(finding),
          finding.onset(),
          finding.effects(),
          overview.openedAt(),
          overview.changedAt(),
          ending.at() == null ? null : ending.at().toInstant(),
          ending.into(),
          overview.acknowledgement());
    }
  }

  /**
   * @param targets how many targets it has, of how many in the fleet
   * @param probability given the counts, every kind of slice being equally likely beforehand
   */
  record Suspect(
      String name,
      Slice slice,
      int targets,
      int fleet,
      double probability,
      double logLikelihoodRatio) {
    static Suspect of(Finding finding) {
      return new Suspect(
          Words.name(finding.suspect()),
          finding.suspect(),
          finding.targets(),
          finding.fleet(),
          finding.probability(),
          finding.logLikelihoodRatio());
    }
  }

  /**
   * @param alternatives slices that failed too, likeliest first, and what speaks against them
   * @param facets regions and builds that failed too, likeliest first, and what speaks against them
   * @param aspects how the suspect was asked, and whether the fault follows that
   * @param stickiness whether the fault stays with a session
   * @param unexplained leaves outside the suspect whose own counts speak of a fault
   * @param changeCount how many changes may have to do with it
   * @param changes the likeliest of them, likeliest first
   * @param detectionCount how many there are in all
   * @param detections the newest of them
   * @param exchanges that failed, newest first
   */
  record Detail(
      Headline incident,
      List<Entry> timeline,
      List<Alternative> alternatives,
      List<Facets.Facet> facets,
      List<Asked> aspects,
      List<Sticking> stickiness,
      List<Finding.Unexplained> unexplained,
      int changeCount,
      List<ChangeLine> changes,
      long detectionCount,
      List<DetectionLine> detections,
      List<Link> exchanges) {}

  /**
   * An aspect of how the suspect was asked, in one check.
   *
   * @param aspect {@code session}, {@code transfer} or {@code suite}
   * @param verdict {@code only}, {@code mostly}, {@code any} or {@code untold}; see {@link
   *     Aspects.Verdict}
   * @param summary the verdict in words, with its numbers
   * @param explanations likeliest first, and what speaks against them
   */
  record Asked(
      String check,
      String aspect,
      String verdict,
      String summary,
      List<Aspects.Explanation> explanations) {
    static Asked of(Aspects.Asked asked) {
      return new Asked(
          asked.check(),
          asked.aspect(),
          asked.verdict().word(),
          asked.summary(),
          asked.explanations());
    }
  }

  /**
   * Whether the fault stays with a session, by one check.
   *
   * @param verdict {@code sticks}, {@code passes} or {@code untold}; see {@link Stickiness.Verdict}
   * @param share of the sessions that were hit and stayed so, and its 95 % interval
   */
  record Sticking(
      String check, String verdict, double share, double lower, double upper, String summary) {
    static Sticking of(Stickiness it) {
      return new Sticking(
          it.check(),
          dev.plumbline.catalog.Words.of(it.verdict()),
          it.share(),
          it.lower(),
          it.upper(),
          it.summary());
    }
  }

  record Entry(Instant at, String event, String text) {
    static Entry of(TimelineEntry entry) {
      return new Entry(entry.at(), entry.event().name().toLowerCase(Locale.ROOT), entry.text());
    }
  }

  /**
   * A change that may have to do with the incident; see {@link RelatedChange}.
   *
   * @param rank 1 for the likeliest
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChangeLine(
      int rank,
      String id,
      ChangeKind kind,
      Instant at,
      @Nullable Instant until,
      Slice slice,
      String title,
      @Nullable String by,
      @Nullable String link,
      String source,
      @Nullable String note,
      Instant recordedAt,
      double score,
      String why,
      boolean coversOnset,
      boolean late) {
    static ChangeLine of(int rank, RelatedChange related) {
      Change change = related.change();
      return new ChangeLine(
          rank,
          change.id(),
          change.kind(),
          change.at(),
          change.until(),
          change.slice(),
          change.title(),
          change.by(),
          change.link(),
          change.source(),
          change.note(),
          related.recordedAt(),
          related.score(),
          related.why(),
          related.coversOnset(),
          related.late());
    }
  }

  record Link(String id, String href) {
    static Link toExchange(String id) {
      return new Link(id, "/api/v1/exchanges/" + id);
    }
  }

  /** A detection without its leaf counts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DetectionLine(
      String id,
      String check,
      Slice slice,
      String kind,
      Instant at,
      long trials,
      double logEvidence,
      double logThreshold,
      Detection.@Nullable Onset onset,
      Detection.@Nullable Effect effect) {
    static DetectionLine of(Detection detection) {
      return new DetectionLine(
          detection.id(),
          detection.series().check(),
          detection.series().slice(),
          detection.kind().name().toLowerCase(Locale.ROOT),
          detection.at(),
          detection.trials(),
          detection.logEvidence(),
          detection.logThreshold(),
          detection.onset(),
          detection.effect());
    }
  }
}
