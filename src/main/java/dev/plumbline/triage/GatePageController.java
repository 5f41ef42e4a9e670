package dev.plumbline.triage;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.gate.GateViews;
import dev.plumbline.gate.GateViews.Failing;
import dev.plumbline.gate.GateViews.Headline;
import dev.plumbline.gate.GateViews.Story;
import dev.plumbline.gate.Policy;
import dev.plumbline.incident.Incidents;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Release questions, and why one of them was answered so. */
@Hidden
@RestController
@RequestMapping("/gates")
@ConditionalOnRole(Role.API)
class GatePageController {
  private static final int MOST = 200;
  private static final int FAILING = 30;
  private static final int ANSWERS = 4;

  private final GateViews gates;
  private final Watch watch;
  private final KeptAnswers answers;
  private final Pages pages;

  GatePageController(GateViews gates, Watch watch, KeptAnswers answers, Pages pages) {
    this.gates = gates;
    this.watch = watch;
    this.answers = answers;
    this.pages = pages;
  }

  @GetMapping
  ResponseEntity<byte[]> list(@RequestParam(defaultValue = "") String q) {
    String filter = Filter.typed(q);
    List<Headline> newest = gates.newest(MOST);
    return pages.show(
        "gates",
        new GateListPage(
            pages.filtered("Gates", "gates", "/gates"),
            filter,
            newest.stream().filter(it -> matches(filter, it)).toList(),
            newest.size() < MOST));
  }

  private static boolean matches(String filter, Headline headline) {
    return Filter.matches(
        filter,
        headline.gate(),
        headline.candidate(),
        headline.baseline(),
        headline.build(),
        Objects.requireNonNullElse(headline.environment(), ""),
        GateStanding.of(headline).word());
  }

  @GetMapping("/{gate}/evaluations/{id}")
  ResponseEntity<byte[]> one(@PathVariable String gate, @PathVariable String id) {
    Story story =
        gates
            .find(id, FAILING)
            .filter(it -> it.headline().gate().equals(gate))
            .orElseThrow(() ->
                new Missing("Gate '%s' has no evaluation '%s'.".formatted(gate, id), "/gates"));
    Headline headline = story.headline();
    GateStanding standing = GateStanding.of(headline);
    return pages.show(
        "gate",
        new GatePage(
            pages
                .live(
                    "%s: %s".formatted(headline.gate(), headline.candidate()),
                    "gates",
                    Show.gatePath(headline))
                .saying("%s, %s".formatted(standing.word(), headline.body().progress())),
            story,
            standing,
            next(standing, story.policy(), headline.opens(watch.now())),
            story.openEvidence().stream().map(GatePageController::link).toList(),
            incidents(headline.candidate()),
            answers
                .of(story.failing().stream().map(Failing::exchange).toList())
                .limit(ANSWERS)
                .toList(),
            GateCommand.asking(headline)));
  }

  private static String next(GateStanding standing, Policy policy, boolean opens) {
    if (opens && standing != GateStanding.PASS) {
      return "Somebody opened the gate in spite of it: see below who, why and until when.";
    }
    return switch (standing) {
      case PASS -> "The gate is open to this build.";
      case RUNNING -> "The gate stays shut until it ends.";
      case FAIL ->
          "The gate is shut. Read the answers below and roll the candidate back; another attempt at"
              + " this build is refused.";
      case INCONCLUSIVE ->
          switch (policy.inconclusive()) {
            case BLOCK ->
                "The gate is shut: neither health nor a regression was shown. Mend what is named"
                    + " here, then ask again.";
            case HOLD ->
                "The rollout waits where it is: neither health nor a regression was shown. Mend"
                    + " what is named here, then ask again.";
          };
      case ERROR ->
          "The gate is shut, for something of ours broke, which says nothing of the candidate."
              + " Mend it, then ask again.";
    };
  }

  /** A series has a page, whatever else stood open has none. */
  private static GatePage.Link link(String evidence) {
    String series = evidence.split(" ", 2)[0];
    try {
      return new GatePage.Link(evidence, Show.seriesPath(SeriesKey.parse(series)));
    } catch (IllegalArgumentException _) {
      return new GatePage.Link(evidence, null);
    }
  }

  private List<Incidents.Headline> incidents(String candidate) {
    Optional<Labels> labels = watch.catalog().target(candidate).map(Target::labels);
    return labels.isEmpty()
        ? List.of()
        : watch.open().stream().filter(it -> it.suspect().contains(labels.get())).toList();
  }
}
