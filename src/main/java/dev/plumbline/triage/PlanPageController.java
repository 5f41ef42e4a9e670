package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.probe.Plan;
import dev.plumbline.probe.Slot;
import dev.plumbline.probe.SlotHistory;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.triage.PlanPage.Spent;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is asked next, what was spent, and who is asked more often. */
@Hidden
@RestController
@ConditionalOnRole(Role.API)
class PlanPageController {
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final int MOST = 200;

  private final Watch watch;
  private final SlotHistory slots;
  private final Pages pages;

  PlanPageController(Watch watch, SlotHistory slots, Pages pages) {
    this.watch = watch;
    this.slots = slots;
    this.pages = pages;
  }

  @GetMapping("/plan")
  ResponseEntity<byte[]> plan(@RequestParam(defaultValue = "") String q) {
    String filter = Filter.typed(q);
    Instant now = watch.now();
    Catalog catalog = watch.catalog();
    List<Slot> planned =
        Plan.slots(catalog, watch.demands().get(), now, now.plus(AHEAD)).stream()
            .filter(slot -> Filter.matches(filter, slot.target(), slot.suite(), slot.probe()))
            .toList();
    return pages.show(
        "plan",
        new PlanPage(
            pages.filtered("Plan", "plan", "/plan").rarely(),
            filter,
            planned.stream().limit(MOST).toList(),
            planned.size(),
            AHEAD,
            budgets(catalog, filter, now),
            watch.demandsInForce().stream()
                .filter(demand -> Filter.matches(filter, demand.target(), demand.reason()))
                .toList()));
  }

  private List<Spent> budgets(Catalog catalog, String filter, Instant now) {
    Map<String, Long> used = slots.usedOn(now);
    return catalog.targets().stream()
        .filter(target -> Filter.matches(filter, target.name()))
        .map(target ->
            new Spent(
                target.name(),
                target.budget().interval(),
                used.getOrDefault(target.name(), 0L),
                target.budget().requestsPerDay()))
        .sorted(Comparator.comparingDouble(Spent::share).reversed().thenComparing(Spent::target))
        .toList();
  }
}
