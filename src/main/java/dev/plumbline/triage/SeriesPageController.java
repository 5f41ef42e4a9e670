package dev.plumbline.triage;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.LeafMemory.FailedExchange;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.SeriesOnsets;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One series: what it has counted and where it stands. */
@Hidden
@RestController
@ConditionalOnRole(Role.API)
class SeriesPageController {
  private final Watch watch;
  private final SeriesOnsets onsets;
  private final EvidenceTrail trail;
  private final Pages pages;

  SeriesPageController(Watch watch, SeriesOnsets onsets, EvidenceTrail trail, Pages pages) {
    this.watch = watch;
    this.onsets = onsets;
    this.trail = trail;
    this.pages = pages;
  }

  @GetMapping("/series/{check}/{model}/{platform}/{accelerator}/{pool}")
  ResponseEntity<byte[]> one(
      @PathVariable String check,
      @PathVariable String model,
      @PathVariable String platform,
      @PathVariable String accelerator,
      @PathVariable String pool) {
    SeriesKey key = new SeriesKey(check, new Slice(model, platform, accelerator, pool));
    Evidence evidence =
        watch
            .evidence()
            .find(key)
            .orElseThrow(() ->
                new Missing(
                    watch.evidence().loaded()
                        ? "Series %s has had no trial.".formatted(key)
                        : "Series are still being read from Kafka; try again in a moment.",
                    "/"));
    return pages.show(
        "series",
        new SeriesPage(
            pages.live(check + " on " + Show.place(key.slice()), "fleet", Show.seriesPath(key)),
            evidence,
            Fleet.standing(evidence),
            watch.targetOf(key.slice()).orElse(null),
            onsets.current().get(key),
            Chart.of(trail, List.of(key)),
            evidence.state().leaf().failed().stream().map(FailedExchange::exchange).toList()));
  }
}
