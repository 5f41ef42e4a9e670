package dev.plumbline.triage;

import dev.plumbline.reference.ReferenceShelf;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * References to look at. Nothing here approves one: as long as the server does not know who asks, a
 * form would let any page in the same browser approve. The command to copy is shown instead.
 */
@Hidden
@RestController
@RequestMapping("/references")
@ConditionalOnRole(Role.API)
class ReferencePageController {
  private final ReferenceShelf references;
  private final Pages pages;

  ReferencePageController(ReferenceShelf references, Pages pages) {
    this.references = references;
    this.pages = pages;
  }

  @GetMapping
  ResponseEntity<byte[]> list(@RequestParam(defaultValue = "") String q) {
    String filter = Filter.typed(q);
    return pages.show(
        "references",
        new ReferencesPage(
            pages.filtered("References", "references", "/references"),
            filter,
            references.all().stream()
                .filter(it ->
                    Filter.matches(filter, it.target(), it.state().name(), it.id(), it.attested()))
                .toList()));
  }

  @GetMapping("/{id}")
  ResponseEntity<byte[]> one(@PathVariable String id) {
    return pages.show(
        "reference",
        new ReferencePage(
            pages.still("Reference " + id, "references"),
            references
                .compare(id)
                .orElseThrow(
                    () -> new Missing("There is no reference '%s'.".formatted(id), "/references")),
            "plumbline reference approve %s --by YOUR-NAME".formatted(id)));
  }
}
