package dev.plumbline.catalog;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is watched, and whether the catalog's files are what is in force. */
@RestController
@RequestMapping("/api/v1")
@ConditionalOnRole(Role.API)
class CatalogController {
  private final ReloadingCatalog catalog;

  CatalogController(ReloadingCatalog catalog) {
    this.catalog = catalog;
  }

  @GetMapping("/catalog")
  CatalogStatus status() {
    return catalog.status();
  }

  @GetMapping("/targets")
  List<TargetView> targets() {
    return catalog.current().targets().stream().map(TargetView::of).toList();
  }
}
