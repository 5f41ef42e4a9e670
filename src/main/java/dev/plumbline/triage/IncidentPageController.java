package dev.plumbline.triage;

import dev.plumbline.catalog.Words;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.Incidents;
import dev.plumbline.incident.Incidents.Headline;
import dev.plumbline.incident.Incidents.Story;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.triage.IncidentPage.SeriesLine;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents, and one of them whole. */
@Hidden
@RestController
@RequestMapping("/incidents")
@ConditionalOnRole(Role.API)
class IncidentPageController {
  private static final int MOST = 200;
  private static final int ANSWERS = 6;
  private static final int LINES = 6;

  private final Watch watch;
  private final KeptAnswers answers;
  private final EvidenceTrail trail;
  private final List<IncidentSection.Source> sections;
  private final Pages pages;

  IncidentPageController(
      Watch watch,
      KeptAnswers answers,
      EvidenceTrail trail,
      ObjectProvider<IncidentSection.Source> sections,
      Pages pages) {
    this.watch = watch;
    this.answers = answers;
    this.trail = trail;
    this.sections = sections.orderedStream().toList();
    this.pages = pages;
  }

  @GetMapping
  ResponseEntity<byte[]> list(@RequestParam(defaultValue = "open") String state) {
    Incidents.State wanted =
        List.of(Incidents.State.values()).stream()
            .filter(it -> Words.of(it).equals(state))
            .findFirst()
            .orElseThrow(() ->
                new Missing(
                    "There is no state '%s': it is open, resolved or merged.".formatted(state),
                    "/incidents"));
    return pages.show(
        "incidents",
        new IncidentListPage(
            pages.live("Incidents", "incidents", "/incidents?state=" + state),
            state,
            watch.incidents().in(wanted, MOST)));
  }

  @GetMapping("/{id}")
  ResponseEntity<byte[]> one(@PathVariable String id) {
    Story story =
        watch
            .incidents()
            .find(id)
            .orElseThrow(
                () -> new Missing("There is no incident '%s'.".formatted(id), "/incidents"));
    Headline headline = story.headline();
    List<SeriesKey> series = story.detections().stream().map(Detection::series).distinct().toList();
    return pages.show(
        "incident",
        new IncidentPage(
            pages
                .live(headline.place(), "incidents", Show.path("incidents", id))
                .saying("%s, %s.".formatted(headline.summary(), Words.of(headline.state()))),
            story,
            standing(headline),
            runbook(headline),
            sections.stream().flatMap(source -> source.of(id).stream()).toList(),
            series.stream().map(this::line).toList(),
            Chart.of(trail, series.stream().limit(LINES).toList()),
            answers.of(story.exchanges()).limit(ANSWERS).toList()));
  }

  private SeriesLine line(SeriesKey key) {
    Optional<Evidence> evidence =
        watch.evidence().loaded() ? watch.evidence().find(key) : Optional.empty();
    return new SeriesLine(
        key,
        evidence.map(Fleet::standing).orElse(null),
        evidence.map(Strength::shown).orElse(null),
        evidence.map(Evidence::trials).orElse(0L),
        evidence.map(Evidence::failures).orElse(0L));
  }

  static Standing standing(Headline headline) {
    return switch (headline.loudness()) {
      case PAGE -> Standing.PAGE;
      case TICKET -> Standing.TICKET;
    };
  }

  private static String runbook(Headline headline) {
    return switch (headline.loudness()) {
      case PAGE -> "/runbooks/PlumblineIncidentPage";
      case TICKET -> "/runbooks/PlumblineIncidentTicket";
    };
  }
}
