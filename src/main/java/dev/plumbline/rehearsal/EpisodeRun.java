package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Replay;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.IncidentReplay;
import dev.plumbline.probe.Slot;
import dev.plumbline.score.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One episode once, under virtual time: slots of the production plan, answered by specimens, scored
 * readings into the production detectors, detections into the production incidents.
 *
 * <p>The plan is the same every week of its life; so that runs differ in it too, the incident is
 * moved by up to a week.
 */
final class EpisodeRun {
  private static final Duration MOST_SHIFT = Duration.ofDays(7);
  private static final Duration DEMANDS_EVERY = Duration.ofMinutes(1);
  private static final Duration UNCHANGED_FOR = Duration.ofHours(1);
  private static final int LEAD_PROBES = 3;
  private static final int NOISY_LEAD_PROBES = 2_000;

  private final Episode episode;
  private final Setting setting;
  private final Watching watching;
  private final Answering answering;
  private final Catalog planned;
  private final Pace pace;
  private final Replay detectors;
  private final IncidentReplay incidents;
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<Course, CourseWatch> watches = new LinkedHashMap<>();
  private final Duration shift;
  private long offset;
  private long healthyProbes;
  private int falsePages;

  /**
   * What came of it.
   *
   * @param falsePages pages that counted no failure of a broken target
   * @param healthyHours before the bug began
   * @param healthyProbes asked in that time
   * @param plannedProbes those of them that were planned, before any demand for more
   */
  record Result(
      Map<Course, Sighting> sightings,
      int falsePages,
      double healthyHours,
      long healthyProbes,
      long plannedProbes) {}

  EpisodeRun(
      Episode episode,
      Setting setting,
      Catalog catalog,
      Watching watching,
      Answering answering,
      long seed) {
    this.episode = episode;
    this.setting = setting;
    this.watching = watching;
    this.answering = answering;
    this.planned = catalog;
    this.pace = new Pace(catalog);
    this.detectors = new Replay(() -> catalog);
    this.incidents = new IncidentReplay(catalog.targets());
    this.shift = Duration.ofMillis(new SplittableRandom(seed).nextLong(MOST_SHIFT.toMillis()));
    catalog.targets().forEach(target -> targets.put(target.name(), target));
    Set<Slice> broken = new HashSet<>();
    episode.courses().forEach(course -> broken.addAll(leaves(course)));
    Set<Slice> enclosing = incidents.enclosing(broken);
    episode.courses().forEach(course -> watches.put(course, follow(course, enclosing)));
  }

  private CourseWatch follow(Course course, Set<Slice> enclosing) {
    return new CourseWatch(
        leaves(course), enclosing, episode.begins().plus(shift), setting.watchOn());
  }

  private Set<Slice> leaves(Course course) {
    return targets.values().stream()
        .map(Target::labels)
        .filter(course::afflicts)
        .map(Slice::leaf)
        .collect(Collectors.toSet());
  }

  Result run() {
    Duration lead = lead();
    Instant begins = episode.begins().plus(shift);
    Instant ends = episode.ends().plus(shift);
    for (Instant from = begins.minus(lead); from.isBefore(ends) && !done(from); ) {
      Instant to = from.plus(step());
      for (Slot slot : pace.slots(from, to)) {
        if (!done(slot.at())) {
          ask(slot, slot.at().isBefore(begins));
        }
      }
      if (setting.adaptive()) {
        pace.follow(leafEvidence(), to);
      }
      from = to;
    }
    Map<Course, Sighting> sightings = new LinkedHashMap<>();
    watches.forEach((course, watch) -> sightings.put(course, watch.sighting()));
    return new Result(
        sightings,
        falsePages,
        lead.toMillis() / 3.6e6,
        healthyProbes,
        leadProbes() * targets.size());
  }

  private Duration lead() {
    return interval().multipliedBy(leadProbes());
  }

  /** Where nothing fails in health, detectors are at rest whenever the bug begins. */
  private long leadProbes() {
    return setting.healthyFailures() > 0 ? NOISY_LEAD_PROBES : LEAD_PROBES;
  }

  private Duration interval() {
    return planned.targets().getFirst().budget().interval();
  }

  /** The plan is asked for an hour at a time, unless demands may change it. */
  private Duration step() {
    return setting.adaptive() ? DEMANDS_EVERY : UNCHANGED_FOR;
  }

  private boolean done(Instant now) {
    return watches.values().stream().allMatch(watch -> watch.done(now));
  }

  private void ask(Slot slot, boolean healthy) {
    Target target = target(slot.target());
    double share = 0;
    if (healthy) {
      healthyProbes++;
    } else {
      Course course = episode.course(target.labels()).orElse(null);
      if (course != null) {
        share = course.share(slot.at().minus(shift), setting.variation());
        watch(course).asked();
      }
    }
    for (Observation observation :
        answering.observations(slot, target, share, target.budget().interval())) {
      for (Detection detection : detectors.observe(offset++, observation)) {
        take(detection, slot.at());
      }
    }
  }

  private void take(Detection detection, Instant known) {
    incidents
        .take(detection)
        .filter(_ -> detection.kind() != Detection.Kind.CLEARED)
        .ifPresent(incident -> {
          boolean page = detection.kind() == Detection.Kind.PAGE;
          List<CourseWatch> fed =
              watches.values().stream().filter(watch -> watch.feeds(detection)).toList();
          fed.forEach(watch -> {
            watch.named(incident);
            if (page) {
              watch.paged(detection, known);
            }
          });
          falsePages += page && fed.isEmpty() ? 1 : 0;
        });
  }

  private List<Evidence> leafEvidence() {
    List<Evidence> evidence = new ArrayList<>();
    for (Target target : targets.values()) {
      for (String check : watching.checks()) {
        detectors
            .evidence(new SeriesKey(check, Slice.leaf(target.labels())))
            .ifPresent(evidence::add);
      }
    }
    return evidence;
  }

  private Target target(String name) {
    return Objects.requireNonNull(targets.get(name), name);
  }

  private CourseWatch watch(Course course) {
    return Objects.requireNonNull(watches.get(course));
  }
}
