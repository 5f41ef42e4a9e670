package dev.plumbline.incident.drill;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Whether Plumbline would notice. */
@RestController
@ConditionalOnRole(Role.API)
@RequestMapping("/api/v1/self-test")
class SelfTestController {
  private static final int MOST = 1_000;

  private final Drills drills;
  private final InstantSource clock;

  SelfTestController(Drills drills, InstantSource clock) {
    this.drills = drills;
    this.clock = clock;
  }

  /**
   * The self-test as it stands.
   *
   * @param fault when the newest fault began
   * @param faulty whether it still lasts
   * @param sightings newest fault first
   */
  record View(
      Duration period,
      Instant fault,
      boolean faulty,
      List<CheckView> checks,
      List<Drills.Sighting> sightings) {}

  /**
   * One check.
   *
   * @param detectedAt when the newest fault that was seen was; null before the first
   * @param delayProbes probes of the drill from its beginning to then
   * @param dueAt when the next must have been seen
   * @param missed whether it was not
   */
  record CheckView(
      String check,
      @Nullable Instant detectedAt,
      @Nullable Long delayProbes,
      Instant dueAt,
      boolean missed) {}

  /** How the drill fares, and when each of its faults was detected. */
  @GetMapping
  View selfTest(@RequestParam(defaultValue = "50") int limit) {
    if (limit < 0 || limit > MOST) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "limit is %d; must be 0 to %d".formatted(limit, MOST));
    }
    Drills.Report report =
        drills
            .report()
            .orElseThrow(() ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "there is no self-test; switch it on by 'self-test: {}' in fleet.yaml"));
    Instant now = clock.instant();
    return new View(
        report.period(),
        report.fault(),
        report.faulty(),
        report.standings().stream().map(it -> view(it, now)).toList(),
        drills.sightings(limit));
  }

  private static CheckView view(Drills.Standing standing, Instant now) {
    Drills.Sighting newest = standing.newest();
    return new CheckView(
        standing.check(),
        newest == null ? null : newest.at(),
        newest == null ? null : newest.probes(),
        standing.due(),
        standing.missed(now));
  }
}
