package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.Suite;
import dev.plumbline.detect.PageThreshold;
import dev.plumbline.score.CheckRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a timeline through the production plan, detectors and localisation, many times over. Each
 * setting and seed gives the same result on every machine.
 */
public final class Rehearsal {
  private static final String UNSEEN = "unseen by the checks of today: needs a reference";

  private final Timeline timeline;
  private final Specimens specimens;
  private final CheckRegistry registry;
  private final RehearsedFleet fleet;
  private final Progress progress;

  /** Is told how far it is. */
  @FunctionalInterface
  public interface Progress {
    void ran(Bug bug, Setting setting, int done, int runs);
  }

  private record Numbers(int falsePages, double healthyHours, long asked, long planned) {
    private static final Numbers NONE = new Numbers(0, 0, 0, 0);

    private Numbers plus(EpisodeRun.Result result) {
      return new Numbers(
          falsePages + result.falsePages(),
          healthyHours + result.healthyHours(),
          asked + result.healthyProbes(),
          planned + result.plannedProbes());
    }
  }

  /**
   * @param suites to ask, of which those probes are taken that have specimens under every cause
   * @param policy of detection
   * @throws UnusableFileException if no probe has
   */
  public Rehearsal(
      Timeline timeline,
      Specimens specimens,
      List<Suite> suites,
      DetectionPolicy policy,
      CheckRegistry registry,
      Progress progress) {
    this.timeline = timeline;
    this.specimens = specimens;
    this.registry = registry;
    this.fleet = new RehearsedFleet(timeline, known(suites, specimens), policy);
    this.progress = progress;
  }

  private static List<Suite> known(List<Suite> suites, Specimens specimens) {
    String[] causes =
        Stream.concat(Stream.of(Specimens.HEALTHY), Arrays.stream(Bug.values()).map(Bug::fault))
            .toArray(String[]::new);
    Set<String> probes = specimens.probes(causes);
    List<Suite> known =
        suites.stream()
            .map(suite ->
                new Suite(
                    suite.name(),
                    suite.version(),
                    suite.probes().stream()
                        .filter(probe -> probes.contains(suite.name() + "/" + probe.id()))
                        .toList()))
            .filter(suite -> !suite.probes().isEmpty())
            .toList();
    if (known.isEmpty()) {
      throw new UnusableFileException(
          "%s: no probe of the suites has answers under all of %s — make a corpus of them:"
                  .formatted(specimens.origin(), String.join(", ", causes))
              + " plumbline lab corpus");
    }
    return known;
  }

  /** How many pools the rehearsed fleet has. */
  public int pools() {
    return fleet.pools().size();
  }

  /**
   * Every course of these bugs, in the order of the timeline, {@code runs} times.
   *
   * @param slice only courses whose slice begins so
   * @param rows told of each as soon as it is done
   */
  public void run(Setting setting, int runs, Set<Bug> bugs, String slice, Consumer<DelayRow> rows) {
    timeline.episodes(setting.together()).stream()
        .filter(episode -> bugs.contains(episode.bug()))
        .filter(episode ->
            episode.courses().stream().anyMatch(course -> course.slice().startsWith(slice)))
        .forEach(episode -> run(episode, setting, runs).forEach(rows));
  }

  private List<DelayRow> run(Episode episode, Setting setting, int runs) {
    Catalog catalog = fleet.catalog(setting);
    Watching watching = new Watching(catalog, specimens, setting, episode.bug(), registry);
    Map<Course, Tally> tallies = new LinkedHashMap<>();
    episode.courses().forEach(course -> tallies.put(course, new Tally()));
    Map<Course, String> remarks = new LinkedHashMap<>();
    for (Course course : episode.courses()) {
      if (watching.checks().isEmpty()) {
        remarks.put(course, UNSEEN);
      } else {
        Reach reach = reach(course, episode, setting, catalog, watching);
        if (!reach.within()) {
          remarks.put(course, reach.told());
        }
      }
    }
    Numbers numbers = Numbers.NONE;
    if (remarks.size() < episode.courses().size()) {
      for (int run = 1; run <= runs; run++) {
        Answering answering = new Answering(specimens, watching, setting, episode.bug(), run);
        EpisodeRun.Result result =
            new EpisodeRun(episode, setting, catalog, watching, answering, run).run();
        result.sightings().forEach((course, sighting) -> tally(tallies, course).add(sighting));
        numbers = numbers.plus(result);
        progress.ran(episode.bug(), setting, run, runs);
      }
    }
    List<DelayRow> rows = new ArrayList<>();
    for (Course course : episode.courses()) {
      rows.add(row(episode, course, setting, watching, tally(tallies, course), numbers, remarks));
    }
    return rows;
  }

  private DelayRow row(
      Episode episode,
      Course course,
      Setting setting,
      Watching watching,
      Tally tally,
      Numbers numbers,
      Map<Course, String> remarks) {
    double share = course.share(episode.begins(), setting.variation());
    return new DelayRow(
        episode.bug(),
        course.slice(),
        episode.begins(),
        episode.fresh(),
        course.rows().getFirst().published(),
        setting,
        share,
        share * sensitivity(episode.bug(), watching),
        Set.copyOf(watching.checks()),
        tally.runs(),
        tally.detected(),
        tally.hours(0.5),
        tally.hours(0.9),
        tally.medianProbes(),
        tally.firstBy(),
        tally.right(Sighting::rightAtFirst),
        tally.right(Sighting::rightLater),
        numbers.falsePages(),
        numbers.healthyHours(),
        numbers.planned() == 0 ? 0 : (double) numbers.asked() / numbers.planned() - 1,
        Duration.between(episode.begins(), course.fixed()).toHours() / 24.0,
        remarks.get(course));
  }

  private Reach reach(
      Course course, Episode episode, Setting setting, Catalog catalog, Watching watching) {
    String check = sharpest(episode.bug(), watching).orElseThrow();
    double most = 0;
    for (Instant at = episode.begins();
        at.isBefore(course.ends());
        at = at.plus(Duration.ofHours(1))) {
      most = Math.max(most, course.share(at, setting.variation()));
    }
    Duration interval = catalog.targets().getFirst().budget().interval();
    return new Reach(
        most * sensitivity(episode.bug(), watching) + setting.healthyFailures(),
        Objects.requireNonNull(catalog.detection().objectives().get(check)).certified(),
        PageThreshold.logOfLeaf(catalog, check, interval),
        setting.perHour(),
        Math.toIntExact(fleet.pools().stream().filter(course::afflicts).count()),
        Duration.between(episode.begins(), course.ends()));
  }

  /** Part of a bug's answers, of those it can judge, that the check which sees most of it fails. */
  private double sensitivity(Bug bug, Watching watching) {
    return sharpest(bug, watching)
        .map(check -> specimens.sensitivity(bug.fault(), check).share())
        .orElse(0.0);
  }

  private Optional<String> sharpest(Bug bug, Watching watching) {
    return watching.checks().stream()
        .max(
            Comparator.comparingLong(
                check -> specimens.sensitivity(bug.fault(), check).failures()));
  }

  private static Tally tally(Map<Course, Tally> tallies, Course course) {
    return Objects.requireNonNull(tallies.get(course));
  }
}
