package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Evidence;
import dev.plumbline.probe.SlotHistory;
import dev.plumbline.probe.Spending;
import dev.plumbline.reference.ReferenceShelf;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.FlaggedExchanges;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One target: how it stands, what was asked, and what cannot be seen of it. */
@Hidden
@RestController
@ConditionalOnRole(Role.API)
class TargetPageController {
  private static final Duration LOOKS_BACK = Duration.ofHours(6);
  private static final int ROWS = 30;

  private final Watch watch;
  private final CheckRegistry registry;
  private final SlotHistory slots;
  private final FlaggedExchanges flagged;
  private final ReferenceShelf references;
  private final Pages pages;

  TargetPageController(
      Watch watch,
      CheckRegistry registry,
      SlotHistory slots,
      FlaggedExchanges flagged,
      ReferenceShelf references,
      Pages pages) {
    this.watch = watch;
    this.registry = registry;
    this.slots = slots;
    this.flagged = flagged;
    this.references = references;
    this.pages = pages;
  }

  @GetMapping("/targets/{*path}")
  ResponseEntity<byte[]> one(@PathVariable String path) {
    String name = path.substring(1);
    Catalog catalog = watch.catalog();
    Target target =
        catalog
            .target(name)
            .orElseThrow(
                () -> new Missing("The catalog in force has no target '%s'.".formatted(name), "/"));
    Instant now = watch.now();
    return pages.show(
        "target",
        new TargetPage(
            pages.live(name, "fleet", Show.targetPath(name)),
            target,
            watch.fleet(watch.open()).pool(target),
            Coverage.of(catalog, target, registry),
            series(target),
            slots.newest(name, now.minus(LOOKS_BACK), ROWS),
            flagged.newest(name, ROWS),
            BudgetText.of(target, slots.spendingAt(now).getOrDefault(name, Spending.NOTHING)),
            watch.demandsInForce().stream().filter(demand -> demand.target().equals(name)).toList(),
            references.all().stream().filter(it -> it.target().equals(name)).toList()));
  }

  private List<Evidence> series(Target target) {
    return watch.evidence().loaded()
        ? watch.evidence().all().stream()
            .filter(it -> it.series().slice().contains(target.labels()))
            .sorted(Comparator.comparingDouble(Strength::shown).reversed())
            .toList()
        : List.of();
  }
}
