package dev.plumbline.gate.live;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.PairPlan;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.reference.References;
import dev.plumbline.score.CheckRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An instance of Plumbline as gates need it, on a real database and a clock of its own; workers and
 * broker are played, by exchanges that a test makes.
 */
final class Rollout implements InstantSource {
  static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  static final String CANDIDATE = "m/p/gpu/new";
  static final String BASELINE = "m/p/gpu/old";
  static final GateRequest REQUEST =
      new GateRequest("rollout", CANDIDATE, BASELINE, "build-1", "prod");
  static final String HEALTHY = "The capital is Paris.";
  static final String CORRUPTED = "The capital is Pสris.";

  private static final String FLEET =
      """
      defaults: {model: m, platform: p, accelerator: gpu, endpoint: 'http://127.0.0.1:9/v1', suites: [core],
                 capabilities: [temperature], budget: {timeout: 10s}}
      targets:
        - {pool: new}
        - {pool: old}
        - {pool: other}
      """;
  private static final String SUITE =
      """
      suite: core
      defaults: {checks: [foreign-script, {answer: {regex: Paris}}, repetition]}
      probes:
        - {id: france, prompt: Name the capital of France.}
        - {id: capital, prompt: 'What is the capital of France?'}
        - {id: argmax-only, prompt: 'What is the capital of France?', checks: [foreign-script, argmax]}
      """;
  private static final String GATES =
      """
      gates:
        - name: rollout
          applies-to: m/*/*/*
          suites: [core]
          environments: [prod]
          budget: {pairs: 1500}
          deadline: 2h
          checks:
            foreign-script: {p0: 1e-3}
            repetition: {p0: 1e-3}
        - name: quick
          suites: [core]
          budget: {pairs: 300}
          missing: {allowed: 0.1}
          deadline: 2h
          checks:
            foreign-script: {p0: 1e-3, allowed-regression: 0.05}
        - name: blind
          suites: [core]
          budget: {pairs: 1500}
          deadline: 2h
          checks:
            foreign-script: {p0: 1e-3}
            argmax: {p0: 1e-3}
      """;

  /** Beyond the first twenty pairs. */
  private static final int LOOKS_EACH = 25;

  final EvaluationStore evaluations;
  final Gates gates;
  final List<Demand> demanded = new ArrayList<>();
  final List<String> open = new ArrayList<>();
  final Catalog catalog;
  final RunningEvaluations listener;
  private final JudgeLoop loop;
  private final AuditStore audit;
  private volatile Instant now = NOON;
  private Instant caughtUp = Instant.MIN;
  boolean kafka = true;

  /** What Kafka does for gates. */
  interface Kafka {
    void write(Demand demand);

    Instant caughtUp();

    Instant evidenceReadUntil();

    List<String> open(String target);
  }

  /** On a Kafka that is played: {@link #demanded}, {@link #open} and {@link #kafka}. */
  Rollout(DataSource database, Path folder) {
    this(database, folder, null);
  }

  private Kafka played() {
    return new Kafka() {
      @Override
      public void write(Demand demand) {
        demanded.add(demand);
      }

      @Override
      public Instant caughtUp() {
        return caughtUp;
      }

      @Override
      public Instant evidenceReadUntil() {
        return now;
      }

      @Override
      public List<String> open(String target) {
        return List.copyOf(open);
      }
    };
  }

  /**
   * @param given null: one that is played
   */
  Rollout(DataSource database, Path folder, @Nullable Kafka given) {
    Kafka parts = given == null ? played() : given;
    catalog = catalog(folder);
    JdbcClient jdbc = JdbcClient.create(database);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    evaluations = new EvaluationStore(jdbc);
    SideStore sides = new SideStore(jdbc);
    audit = new AuditStore(jdbc);
    Policies policies = new Policies(folder.resolve("gates"));
    PairReader reader = new PairReader(CheckRegistry.standard(References.NONE));
    PairNews news = new PairNews();
    listener = new RunningEvaluations(evaluations, sides, reader, () -> catalog, news);
    Judge judge =
        new Judge(
            evaluations,
            sides,
            () -> catalog,
            parts::open,
            parts::evidenceReadUntil,
            parts::caughtUp,
            this,
            Duration.ofSeconds(30));
    loop =
        new JudgeLoop(
            evaluations,
            audit,
            judge,
            parts::write,
            policies,
            transaction,
            this,
            news,
            Duration.ofMillis(500),
            Duration.ofDays(400));
    gates =
        new StoredGates(
            policies,
            evaluations,
            audit,
            new FactsReader(evaluations, sides),
            reader,
            () -> catalog,
            transaction,
            this,
            Duration.ofSeconds(2));
  }

  private static Catalog catalog(Path folder) {
    try {
      Files.createDirectories(folder.resolve("suites"));
      Files.createDirectories(folder.resolve("gates"));
      Files.writeString(folder.resolve("fleet.yaml"), FLEET);
      Files.writeString(folder.resolve("suites/core.yaml"), SUITE);
      Files.writeString(folder.resolve("gates/gates.yaml"), GATES);
      return new CatalogLoader().load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration step) {
    now = now.plus(step);
    if (kafka) {
      caughtUp = now;
    }
  }

  /** What one side says to a pair; null: no exchange. */
  interface Answers extends LongFunction<@Nullable Outcome> {}

  static Answers always(String text) {
    return _ -> answered(text);
  }

  static Outcome answered(String text) {
    return new Outcome.Answered(
        new Answer(text, "stop", List.of(), "m", new Answer.Usage(9, 5), List.of()));
  }

  /** What was done to an evaluation. */
  List<String> audited(String id) {
    return audit.of(id).stream().map(AuditStore.Entry::event).toList();
  }

  /** One look of the judge. */
  void look() {
    loop.run();
  }

  /** Time goes on pair by pair, workers answer, the judge looks; until it ends, or so many. */
  Evaluation until(String id, Answers candidate, Answers baseline, int pairs) {
    Demand demand = demand(id);
    PairPlan plan = PairPlan.of(catalog, demand).orElseThrow();
    for (long number = 0; number < pairs && running(id, number); number++) {
      now = now.isBefore(plan.at(number)) ? plan.at(number) : now;
      if (number % LOOKS_EACH == 0) {
        listener.refresh();
      }
      send(plan, number, CANDIDATE, candidate.apply(number));
      send(plan, number, BASELINE, baseline.apply(number));
      if (kafka) {
        caughtUp = now;
      }
      if (number < 20 || number % LOOKS_EACH == LOOKS_EACH - 1) {
        look();
      }
    }
    return find(id);
  }

  private boolean running(String id, long number) {
    return (number >= 20 && number % LOOKS_EACH != 0) || find(id).running();
  }

  Evaluation find(String id) {
    return gates.find(id).orElseThrow();
  }

  Demand demand(String id) {
    return evaluations.stored(id).map(it -> it.running().whole()).orElseThrow();
  }

  private void send(PairPlan plan, long number, String target, @Nullable Outcome outcome) {
    if (outcome != null && listener.wants(target)) {
      listener.take(exchange(plan, number, target, outcome));
    }
  }

  Exchange exchange(PairPlan plan, long number, String name, Outcome outcome) {
    Target target = catalog.target(name).orElseThrow();
    String[] probe = plan.probe(number).split("/", 2);
    return new Exchange(
        name + "@" + number,
        name,
        target.labels(),
        null,
        null,
        probe[0],
        catalog.suite(probe[0]).orElseThrow().version(),
        probe[1],
        new Session(name + number, Session.Kind.FRESH, 0, 1),
        plan.at(number),
        Duration.ofMinutes(1),
        plan.at(number),
        null,
        Duration.ofMillis(300),
        outcome,
        new RawResponse(200, Map.of(), "{}", false, false, List.of()));
  }
}
