package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Limits;
import dev.plumbline.probe.Plan;
import dev.plumbline.probe.Slot;
import dev.plumbline.probe.SlotHistory;
import dev.plumbline.probe.Spending;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.triage.PlanPage.Budgeted;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  private List<Budgeted> budgets(Catalog catalog, String filter, Instant now) {
    Map<String, Spending> spent = slots.spendingAt(now);
    Limits fleet = catalog.manners().budget();
    Stream<Budgeted> ofFleet =
        fleet.equals(Limits.NONE)
            ? Stream.empty()
            : Stream.of(
                new Budgeted(
                    null,
                    null,
                    BudgetText.of(fleet, spent.getOrDefault(Spending.FLEET, Spending.NOTHING))));
    Stream<Budgeted> ofTargets =
        catalog.targets().stream()
            .filter(target -> Filter.matches(filter, target.name()))
            .map(target ->
                new Budgeted(
                    target.name(),
                    target.budget().interval(),
                    BudgetText.of(target, spent.getOrDefault(target.name(), Spending.NOTHING))))
            .sorted(
                Comparator.comparingDouble((Budgeted it) -> it.budget().share())
                    .reversed()
                    .thenComparing(it -> String.valueOf(it.target())));
    return Stream.concat(ofFleet, ofTargets).toList();
  }
}
