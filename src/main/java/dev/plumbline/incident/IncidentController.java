package dev.plumbline.incident;

import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.input.Printable;
import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents to read, and to say who has them. */
@RestController
@RequestMapping(IncidentController.PATH)
@ConditionalOnRole(Role.API)
class IncidentController {
  static final String PATH = "/api/v1/incidents";
  private static final int MOST = 500;
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NOTE = 500;

  private final OverviewStore incidents;
  private final IncidentDetails details;
  private final Acknowledgements acknowledgements;

  IncidentController(
      OverviewStore incidents, IncidentDetails details, Acknowledgements acknowledgements) {
    this.incidents = incidents;
    this.details = details;
    this.acknowledgements = acknowledgements;
  }

  /** Newest first. Incidents merged into another appear only among {@code all}. */
  @GetMapping
  IncidentViews.Listing list(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw badRequest("limit is 1 to %d, not %d".formatted(MOST, limit));
    }
    List<Overview> found =
        state.equals("acknowledged")
            ? incidents.acknowledged(limit)
            : incidents.list(states(state), limit);
    return new IncidentViews.Listing(found.stream().map(IncidentViews.Headline::of).toList());
  }

  @GetMapping("/{id}")
  IncidentViews.Detail one(@PathVariable String id) {
    return details.of(incidents.find(id).orElseThrow(() -> unknown(id)));
  }

  /** Says who has it: {@code {"by": "Kim", "note": "draining the pool"}}. */
  @PostMapping(path = "/{id}/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE)
  IncidentViews.Headline acknowledge(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    try {
      Payload body = Payload.parse(request.getInputStream().readNBytes(MOST_BYTES));
      body.requireOnly(Set.of("by", "note"));
      String by = line("by", body.text("by"), LONGEST_NAME);
      String note = line("note", body.optional("note").orElse(""), LONGEST_NOTE);
      return switch (acknowledgements.acknowledge(id, by, note)) {
        case Acknowledgements.Outcome.Acknowledged(Overview incident) ->
            IncidentViews.Headline.of(incident);
        case Acknowledgements.Outcome.NoSuchIncident() -> throw unknown(id);
        case Acknowledgements.Outcome.NotOpen(Lifecycle lifecycle) ->
            throw Problems.of(HttpStatus.CONFLICT, notOpen(id, lifecycle));
      };
    } catch (InvalidFieldException e) {
      throw Problems.invalid(e);
    }
  }

  private static String line(String field, String text, int longest) {
    String line = text.strip();
    if (line.length() > longest || !Printable.is(line)) {
      throw new InvalidFieldException(
          field, "is one line of at most %d printable characters".formatted(longest));
    }
    return line;
  }

  private static String notOpen(String id, Lifecycle lifecycle) {
    return switch (lifecycle) {
      case Lifecycle.Open() -> throw new IllegalStateException(id + " is open");
      case Lifecycle.Resolved _ -> "'%s' is resolved: there is nothing to take".formatted(id);
      case Lifecycle.Merged(_, String into) ->
          "'%s' has the cause of '%s': acknowledge that".formatted(id, into);
    };
  }

  private static List<String> states(String state) {
    return switch (state) {
      case "open" -> List.of("OPEN");
      case "resolved" -> List.of("RESOLVED");
      case "all" -> List.of("OPEN", "RESOLVED", "MERGED");
      default ->
          throw badRequest(
              "state is open, acknowledged, resolved or all, not '%s'".formatted(state));
    };
  }

  private static ErrorResponseException unknown(String id) {
    return Problems.of(
        HttpStatus.NOT_FOUND, "no incident '%s'; %s?state=all lists them".formatted(id, PATH));
  }

  private static ErrorResponseException badRequest(String detail) {
    return Problems.of(HttpStatus.BAD_REQUEST, detail);
  }
}
