package dev.plumbline.incident;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents to read. */
@RestController
@RequestMapping(IncidentController.PATH)
@ConditionalOnRole(Role.API)
class IncidentController {
  static final String PATH = "/api/v1/incidents";
  private static final int MOST = 500;
  private static final int DETECTIONS_SHOWN = 50;

  private final OverviewStore incidents;
  private final DetectionStore detections;

  IncidentController(OverviewStore incidents, DetectionStore detections) {
    this.incidents = incidents;
    this.detections = detections;
  }

  /** Newest first. Incidents merged into another appear only among {@code all}. */
  @GetMapping
  IncidentViews.Listing list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw badRequest("limit is 1 to %d, not %d".formatted(MOST, limit));
    }
    return new IncidentViews.Listing(
        incidents.list(states(state), limit).stream().map(IncidentViews.Headline::of).toList());
  }

  @GetMapping("/{id}")
  IncidentViews.Detail one(@PathVariable String id) {
    Overview overview =
        incidents
            .find(id)
            .orElseThrow(() ->
                problem(
                    HttpStatus.NOT_FOUND,
                    "no incident '%s'; %s?state=all lists them".formatted(id, PATH)));
    return new IncidentViews.Detail(
        IncidentViews.Headline.of(overview),
        incidents.timeline(id).stream().map(IncidentViews.Entry::of).toList(),
        overview.finding().alternatives(),
        overview.finding().unexplained(),
        detections.count(id),
        detections.newest(id, DETECTIONS_SHOWN).stream()
            .map(IncidentViews.DetectionLine::of)
            .toList(),
        overview.exchanges().stream().map(IncidentViews.Link::toExchange).toList());
  }

  private static List<String> states(String state) {
    return switch (state) {
      case "open" -> List.of("OPEN");
      case "resolved" -> List.of("RESOLVED");
      case "all" -> List.of("OPEN", "RESOLVED", "MERGED");
      default -> throw badRequest("state is open, resolved or all, not '%s'".formatted(state));
    };
  }

  private static ErrorResponseException badRequest(String detail) {
    return problem(HttpStatus.BAD_REQUEST, detail);
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
