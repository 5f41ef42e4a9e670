package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.DiscoveryStatus;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Quarantine;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.Incidents;
import dev.plumbline.incident.drill.Drills;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.SlotHistory;
import dev.plumbline.probe.Spending;
import dev.plumbline.probe.Spent;
import dev.plumbline.reference.ReferenceRecord;
import dev.plumbline.reference.ReferenceShelf;
import dev.plumbline.score.CheckRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** All pages of a {@link WatchedFleet}; tests may change what is known between two requests. */
final class Desk {
  static final String INCIDENT = "0a1b2c3d";
  static final String ANSWER = "It is in กParis</pre><script>alert('answer')</script>\u202E\u0007!";
  static final Labels FIRST = new Labels("model-0", "cloud-0", "gpu", "pool-00");

  final Catalog catalog;
  List<Evidence> evidence;
  boolean loaded = true;
  Incidents incidents;
  List<DiscoveryStatus> discovery = List.of();
  Drills.@Nullable Report selfTest;
  final EvidenceTrail trail;
  final MockMvc http;

  Desk(int targets) {
    this(targets, List.of());
  }

  Desk(int targets, List<IncidentSection.Source> sections) {
    catalog = WatchedFleet.catalog(targets);
    evidence = WatchedFleet.evidence(catalog);
    incidents = new WatchedFleet.Told(List.of(story(INCIDENT)));
    trail = new EvidenceTrail(new Known(), () -> WatchedFleet.NOW, Duration.ofHours(12));
    http = http(sections);
  }

  static Incidents.Story story(String id) {
    return WatchedFleet.story(WatchedFleet.headline(id, Slice.leaf(FIRST)), List.of("x1", "gone"));
  }

  private MockMvc http(List<IncidentSection.Source> sections) {
    Pages pages = new Pages(new Assets(), () -> WatchedFleet.NOW, Duration.ofSeconds(1));
    Watch watch =
        new Watch(
            new Current(),
            new Known(),
            new Delegating(),
            () -> new Demands(List.of(demand())),
            () -> WatchedFleet.NOW);
    KeptExchange.Shelf kept = new KeptExchange.Shelf(List.of(KeptExchange.answering("x1", ANSWER)));
    KeptAnswers answers = new KeptAnswers(kept, () -> catalog);
    SlotHistory slots = new Past();
    ReferenceShelf references = new Shelf();
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    for (int i = 0; i < sections.size(); i++) {
      beans.addBean("sections" + i, sections.get(i));
    }
    return MockMvcBuilders.standaloneSetup(
            new FleetPageController(watch, new Drilling(), pages),
            new IncidentPageController(
                watch, answers, trail, beans.getBeanProvider(IncidentSection.Source.class), pages),
            new SeriesPageController(
                watch,
                () -> Map.of(new SeriesKey(WatchedFleet.CHECK, Slice.leaf(FIRST)), demand().from()),
                trail,
                pages),
            new TargetPageController(
                watch, CheckRegistry.standard(), slots, kept, references, pages),
            new GatePageController(new AskedGates(), watch, answers, pages),
            new ReferencePageController(references, pages),
            new PlanPageController(watch, slots, pages),
            new SignInPageController(pages, "https://id.example.org"),
            new ExchangePageController(answers, pages),
            new RunbookController(pages),
            new AssetController(new Assets()))
        .setControllerAdvice(new PageErrorController(pages), new PageFailureController(pages))
        .build();
  }

  private final class Current implements CatalogSource {
    @Override
    public Catalog current() {
      return catalog;
    }

    @Override
    public List<DiscoveryStatus> discovery() {
      return discovery;
    }
  }

  private static Demand demand() {
    Instant from = WatchedFleet.NOW.minus(Duration.ofMinutes(2));
    return new Demand(
        WatchedFleet.HOSTILE,
        List.of(WatchedFleet.CHECK),
        10,
        from,
        from.plus(Duration.ofMinutes(10)),
        "evidence " + WatchedFleet.HOSTILE);
  }

  private final class Drilling implements Drills {
    @Override
    public void note(Detection detection) {
      throw new AssertionError("pages note nothing");
    }

    @Override
    public Optional<Report> report() {
      return Optional.ofNullable(selfTest);
    }

    @Override
    public List<Sighting> sightings(int limit) {
      throw new AssertionError("pages show the newest only");
    }
  }

  /** Asked anew each time, so that a test can change it. */
  private final class Known implements EvidenceSource {
    @Override
    public boolean loaded() {
      return loaded;
    }

    @Override
    public List<Evidence> all() {
      return evidence;
    }

    @Override
    public Optional<Evidence> find(SeriesKey series) {
      return evidence.stream().filter(it -> it.series().equals(series)).findFirst();
    }

    @Override
    public List<Quarantine> quarantines() {
      return List.of(
          new Quarantine(
              WatchedFleet.CHECK,
              "core/" + WatchedFleet.HOSTILE,
              "v",
              WatchedFleet.NOW,
              List.of(),
              List.of(),
              40,
              0,
              3));
    }
  }

  private final class Delegating implements Incidents {
    @Override
    public List<Headline> in(State state, int limit) {
      return incidents.in(state, limit);
    }

    @Override
    public Optional<Story> find(String id) {
      return incidents.find(id);
    }
  }

  private static final class Past implements SlotHistory {
    @Override
    public List<SlotHistory.Past> newest(String target, Instant since, int limit) {
      return List.of(
          new SlotHistory.Past(target, "core", "capital", WatchedFleet.NOW, "answered", "x1"));
    }

    @Override
    public Map<String, Spending> spendingAt(Instant instant) {
      Spending.Window day = new Spending.Window(new Spent(180, 9000, 0), new Spent(2, 1500, 0));
      return Map.of(WatchedFleet.HOSTILE, new Spending(day, day));
    }
  }

  private static final class Shelf implements ReferenceShelf {
    private static ReferenceRecord record(String id, ReferenceRecord.State state) {
      return new ReferenceRecord(
          id,
          WatchedFleet.HOSTILE,
          1,
          state,
          "healthy, says " + WatchedFleet.HOSTILE,
          WatchedFleet.NOW,
          WatchedFleet.NOW,
          null,
          null,
          null,
          null);
    }

    @Override
    public List<ReferenceRecord> all() {
      return new ArrayList<>(
          List.of(
              record("ref2", ReferenceRecord.State.SUBMITTED),
              record("ref1", ReferenceRecord.State.APPROVED)));
    }

    @Override
    public Optional<Comparison> compare(String id) {
      return all().stream()
          .filter(it -> it.id().equals(id))
          .findFirst()
          .map(it ->
              new Comparison(
                  it,
                  "reference " + id + " of " + WatchedFleet.HOSTILE,
                  Optional.of(record("ref1", ReferenceRecord.State.APPROVED)),
                  List.of("  noise", "- 0.01 nat", "+ <script>0.02</script> nat")));
    }
  }
}
