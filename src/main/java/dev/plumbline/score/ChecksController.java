package dev.plumbline.score;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is watched on which target, and what is not and why. */
@RestController
@RequestMapping("/api/v1/checks")
@ConditionalOnRole(Role.API)
class ChecksController {
  private final CatalogSource catalog;
  private final CheckRegistry registry;

  ChecksController(CatalogSource catalog, CheckRegistry registry) {
    this.catalog = catalog;
    this.registry = registry;
  }

  @GetMapping
  List<CheckCoverage> list() {
    return CheckCoverage.of(catalog.current(), registry);
  }
}
