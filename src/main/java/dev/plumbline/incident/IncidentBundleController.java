package dev.plumbline.incident;

import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An incident to take away. */
@RestController
@ConditionalOnRole(Role.API)
class IncidentBundleController {
  private final OverviewStore incidents;
  private final IncidentBundle bundle;

  IncidentBundleController(OverviewStore incidents, IncidentBundle bundle) {
    this.incidents = incidents;
    this.bundle = bundle;
  }

  /** Streams the archive. */
  @GetMapping(IncidentController.PATH + "/{id}/bundle")
  void bundle(@PathVariable String id, HttpServletResponse response) throws IOException {
    Overview incident =
        incidents
            .find(id)
            .orElseThrow(() ->
                Problems.of(
                    HttpStatus.NOT_FOUND,
                    "no incident '%s'; %s?state=all lists them"
                        .formatted(id, IncidentController.PATH)));
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"incident-%s.zip\"".formatted(IncidentBundle.fileName(id)));
    bundle.write(incident, response.getOutputStream());
  }
}
