package dev.plumbline.triage;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Runbooks, beside the incidents that need them. */
@Hidden
@RestController
@ConditionalOnRole(Role.API)
class RunbookController {
  private final Pages pages;

  RunbookController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/runbooks/{name}")
  ResponseEntity<byte[]> runbook(@PathVariable String name) {
    String text =
        Runbooks.text(name)
            .orElseThrow(() -> new Missing("There is no runbook '%s'.".formatted(name), "/"));
    return pages.show("runbook", new RunbookPage(pages.still("Runbook " + name, ""), name, text));
  }
}
