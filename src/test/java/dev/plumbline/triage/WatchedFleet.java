package dev.plumbline.triage;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.FaultClass;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Evidence.Level;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.Incidents;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fleet as other modules would tell of it: what the pages show, without a broker. */
final class WatchedFleet {
  static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  static final String HOSTILE = "<script>alert(1)</script>\u202Eevil";
  static final String CHECK = "foreign-script";
  static final double LOG_PAGE = 16;

  private static final Set<Capability> ALL_BUT_LOGPROBS =
      Set.of(Capability.TEMPERATURE, Capability.STREAM);

  private WatchedFleet() {}

  static Target target(String name, Labels labels) {
    return new Target(
        name,
        labels,
        null,
        "build-7",
        WireFormat.OPENAI_CHAT,
        URI.create("http://10.0.0.7:8000/v1"),
        labels.model(),
        null,
        List.of(),
        8192,
        ALL_BUT_LOGPROBS,
        null,
        new Budget(Duration.ofMinutes(1), 2, Duration.ofSeconds(30), 2880, 0.1, 5),
        List.of("core"));
  }

  /** So many targets: five models on five platforms, four accelerators, the rest pools. */
  static Catalog catalog(int targets) {
    List<Target> all = new ArrayList<>();
    for (int i = 0; i < targets; i++) {
      Labels labels =
          new Labels(
              "model-" + i % 5,
              "cloud-" + i / 5 % 5,
              List.of("gpu", "tpu", "trainium", "lpu").get(i / 25 % 4),
              "pool-%02d".formatted(i / 100));
      all.add(target(i == 0 ? HOSTILE : labels.toString(), labels));
    }
    return new Catalog("v1", all, List.of(suite()), policy());
  }

  private static DetectionPolicy policy() {
    return new DetectionPolicy(
        1,
        1,
        0.5,
        null,
        Duration.ofMinutes(1),
        Duration.ofSeconds(90),
        Map.of(CHECK, new DetectionPolicy.Objective(1e-4, 1e-4, 1000)));
  }

  static Suite suite() {
    return new Suite(
        "core",
        "suite-version",
        List.of(
            new Probe(
                "capital",
                "facts",
                Set.of(FaultClass.CORRUPTION),
                List.of(new Probe.Message("user", "Where is the Eiffel tower? <b>Short.</b>")),
                List.of(),
                new Sampling(0.0, null, null, 32, null, false),
                Set.of("Latin"),
                List.of(new CheckUse.Plain(CHECK), new CheckUse.Plain("argmax")),
                "It is in Paris, the capital of France.",
                null)));
  }

  static Evidence evidence(Slice slice, Level level, double strength, Instant at) {
    return new Evidence(
        new SeriesKey(CHECK, slice),
        at,
        1234,
        3,
        1e-4,
        strength * LOG_PAGE,
        LOG_PAGE,
        LOG_PAGE - 3,
        level,
        null,
        0,
        DetectorState.START);
  }

  /** Every thirtieth target at page, some at ticket, warned, stale or without data. */
  static List<Evidence> evidence(Catalog catalog) {
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < catalog.targets().size(); i++) {
      Slice leaf = Slice.leaf(catalog.targets().get(i).labels());
      switch (i % 30) {
        case 0 -> all.add(evidence(leaf, Level.PAGE, 1.1, NOW));
        case 7 -> all.add(evidence(leaf, Level.TICKET, 0.85, NOW));
        case 11 -> all.add(evidence(leaf, Level.QUIET, 0.6, NOW));
        case 13 -> all.add(evidence(leaf, Level.QUIET, 0.3, NOW.minus(Duration.ofHours(2))));
        case 17 -> {}
        default -> all.add(evidence(leaf, Level.QUIET, 0.3, NOW));
      }
    }
    return all;
  }

  static Incidents.Headline headline(String id, Slice suspect) {
    Instant began = NOW.minus(Duration.ofMinutes(42));
    return new Incidents.Headline(
        id,
        Incidents.State.OPEN,
        Incidents.Loudness.PAGE,
        CHECK + " fails on " + Show.place(suspect) + " (2 of 50 targets): 2.1 % of sessions",
        suspect,
        Show.place(suspect),
        2,
        50,
        0.97,
        new Detection.Onset(
            began.minus(Duration.ofMinutes(5)), began, began.plus(Duration.ofMinutes(4))),
        List.of(
            new Incidents.Effect(
                CHECK, new Detection.Effect(0.021, 0.009, 0.046, 11, 520), 0.0001)),
        began,
        NOW,
        null,
        null);
  }

  static Incidents.Story story(Incidents.Headline headline, List<String> exchanges) {
    SeriesKey series = new SeriesKey(CHECK, headline.suspect());
    return new Incidents.Story(
        headline,
        List.of(new Incidents.Entry(headline.openedAt(), "opened", "suspects " + HOSTILE)),
        List.of(new Incidents.Other("model-1", 10, 0.001, true, "0 of 400 elsewhere in it")),
        List.of(
            new Incidents.Asked(
                CHECK,
                "suite",
                true,
                "only " + HOSTILE + " failed, 14 of 40; core 0 of 120",
                List.of(
                    new Incidents.Explanation(HOSTILE, 14, 40, false, "explains the failures best"),
                    new Incidents.Explanation(
                        "however asked", 14, 160, true, "core failed 0 of 120")))),
        List.of(
            new Incidents.Sticking(true, CHECK + ": a session that is hit stays hit " + HOSTILE)),
        List.of(),
        1,
        List.of(
            new Detection(
                "d1",
                series,
                Detection.Kind.PAGE,
                headline.openedAt(),
                1234,
                17,
                LOG_PAGE,
                headline.onset(),
                headline.effects().getFirst().effect(),
                List.of(),
                exchanges)),
        exchanges);
  }

  /** Incidents that stand still. */
  record Told(List<Incidents.Story> stories) implements Incidents {
    @Override
    public List<Headline> in(State state, int limit) {
      return stories.stream().map(Story::headline).filter(it -> it.state() == state).toList();
    }

    @Override
    public Optional<Story> find(String id) {
      return stories.stream().filter(it -> it.headline().id().equals(id)).findFirst();
    }
  }
}
