package dev.plumbline.triage;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.plumbline.catalog.DiscoveryStatus;
import dev.plumbline.incident.Incidents.Headline;
import dev.plumbline.incident.drill.Drills;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The first page: what is open, and how every pool stands. */
@Hidden
@RestController
@ConditionalOnRole(Role.API)
class FleetPageController {
  private static final Logger log = LoggerFactory.getLogger(FleetPageController.class);

  private final Watch watch;
  private final Drills drills;
  private final Pages pages;

  FleetPageController(Watch watch, Drills drills, Pages pages) {
    this.watch = watch;
    this.drills = drills;
    this.pages = pages;
  }

  /**
   * @param q words that what is shown must have
   */
  @GetMapping("/")
  ResponseEntity<byte[]> fleet(@RequestParam(defaultValue = "") String q) {
    String filter = Filter.typed(q);
    List<String> troubles = new ArrayList<>();
    List<Headline> open = open(troubles);
    if (!watch.evidence().loaded()) {
      troubles.add(
          "Evidence is still being read from Kafka, so targets show no data yet. If this lasts, see"
              + " /actuator/health.");
    }
    watch.catalogs().discovery().stream()
        .filter(status -> status.failingSince() != null)
        .map(FleetPageController::old)
        .forEach(troubles::add);
    List<Pool> pools = watch.fleet(open).pools(watch.catalog());
    Map<Standing, Long> totals = new EnumMap<>(Standing.class);
    totals.putAll(pools.stream().collect(groupingBy(Pool::standing, counting())));
    return pages.show(
        "fleet",
        new FleetPage(
            pages.filtered("Fleet", "fleet", "/").saying(said(open, totals)),
            filter,
            troubles,
            open,
            watch.evidence().loaded() ? watch.evidence().quarantines() : List.of(),
            selfTest(),
            totals,
            pools.size(),
            Matrix.of(pools.stream().filter(pool -> pool.matches(filter)).toList())));
  }

  /** What is watched may not be what there is. */
  private static String old(DiscoveryStatus status) {
    return "Of the targets found in '%s' %d are watched as they were known %s: since %s not all that is found there is in force. See /api/v1/catalog."
        .formatted(
            Visible.text(status.source()),
            status.targets(),
            status.lastGoodAt() == null
                ? "without a look that went well"
                : "at " + Show.minute(status.lastGoodAt()),
            Show.minute(status.failingSince()));
  }

  /** Evidence is known without the database: then at least that is shown. */
  private List<Headline> open(List<String> troubles) {
    try {
      return watch.open();
    } catch (DataAccessException e) {
      log.warn("the fleet page is shown without incidents: the database did not answer", e);
      troubles.add(
          "Incidents cannot be read: the database does not answer. What follows comes from evidence"
              + " alone.");
      return List.of();
    }
  }

  /** Without the database nothing is known of it, which the incidents have said. */
  private Drills.@Nullable Report selfTest() {
    try {
      return drills.report().orElse(null);
    } catch (DataAccessException e) {
      log.debug("nothing is known of the self-test: the database did not answer", e);
      return null;
    }
  }

  private static String said(List<Headline> open, Map<Standing, Long> totals) {
    String incidents =
        switch (open.size()) {
          case 0 -> "No open incident";
          case 1 -> "1 open incident";
          default -> open.size() + " open incidents";
        };
    String targets =
        totals.entrySet().stream()
            .map(total -> total.getValue() + " " + total.getKey().word())
            .collect(joining(", "));
    return incidents + ". Targets: " + targets + ".";
  }
}
