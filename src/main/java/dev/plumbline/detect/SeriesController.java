package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where every series stands. */
@RestController
@ConditionalOnRole(Role.API)
@RequestMapping("/api/v1/series")
class SeriesController {
  private final SeriesView view;

  SeriesController(SeriesView view) {
    this.view = view;
  }

  /**
   * Series, strongest evidence first. Each parameter narrows the list; {@code *} as a label selects
   * the series that are pooled over it.
   */
  @GetMapping
  List<SeriesSummary> list(
      @RequestParam(required = false) @Nullable String check,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String platform,
      @RequestParam(required = false) @Nullable String accelerator,
      @RequestParam(required = false) Evidence.@Nullable Level level) {
    requireLoaded();
    return view.all().stream()
        .filter(it -> matches(check, it.series().check()))
        .filter(it -> matches(model, it.series().slice().model()))
        .filter(it -> matches(platform, it.series().slice().platform()))
        .filter(it -> matches(accelerator, it.series().slice().accelerator()))
        .filter(it -> level == null || it.level() == level)
        .map(SeriesSummary::of)
        .sorted(
            Comparator.comparingDouble(SeriesSummary::evidenceRatio)
                .reversed()
                .thenComparing(SeriesSummary::series))
        .toList();
  }

  /** One series; {@code *} for the labels it is pooled over. */
  @GetMapping("/{check}/{model}/{platform}/{accelerator}/{pool}")
  SeriesSummary one(
      @PathVariable String check,
      @PathVariable String model,
      @PathVariable String platform,
      @PathVariable String accelerator,
      @PathVariable String pool) {
    requireLoaded();
    SeriesKey series = new SeriesKey(check, new Slice(model, platform, accelerator, pool));
    return view.find(series)
        .map(SeriesSummary::of)
        .orElseThrow(() ->
            new ResponseStatusException(
                HttpStatus.NOT_FOUND,
                "no trial of series %s yet; GET /api/v1/series lists all".formatted(series)));
  }

  private void requireLoaded() {
    if (!view.loaded()) {
      throw new ResponseStatusException(
          HttpStatus.SERVICE_UNAVAILABLE, "series are still being read from Kafka; try again");
    }
  }

  private static boolean matches(@Nullable String wanted, String label) {
    return wanted == null || wanted.equals(label);
  }
}
