package dev.plumbline.probe;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which targets are asked more often than usual, or are about to be, and why. */
@RestController
@RequestMapping("/api/v1/demands")
@ConditionalOnRole(Role.API)
class DemandsController {
  private final Supplier<Demands> demands;
  private final InstantSource clock;

  DemandsController(Supplier<Demands> demands, InstantSource clock) {
    this.demands = demands;
    this.clock = clock;
  }

  @GetMapping
  List<Demand> all() {
    return demands.get().all().stream()
        .filter(demand -> demand.until().isAfter(clock.instant()))
        .sorted(Comparator.comparing(Demand::target).thenComparing(Demand::from))
        .toList();
  }
}
