package dev.plumbline.triage;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One kept exchange beside what was expected. */
@Hidden
@RestController
@ConditionalOnRole(Role.API)
class ExchangePageController {
  private final KeptAnswers answers;
  private final Pages pages;

  ExchangePageController(KeptAnswers answers, Pages pages) {
    this.answers = answers;
    this.pages = pages;
  }

  @GetMapping("/exchanges/{id}")
  ResponseEntity<byte[]> one(@PathVariable String id) {
    return answers
        .find(id)
        .map(kept ->
            pages.show("exchange", new ExchangePage(pages.still("Exchange " + id, "fleet"), kept)))
        .orElseThrow(() ->
            new Missing(
                "No exchange '%s' is kept: healthy ones never are, failed ones for a month."
                    .formatted(id),
                "/"));
  }
}
