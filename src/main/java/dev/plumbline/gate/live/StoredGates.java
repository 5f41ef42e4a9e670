package dev.plumbline.gate.live;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Hash;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.gate.EvaluationKey;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.GateState;
import dev.plumbline.gate.Policy;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.probe.PairPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Gates as PostgreSQL keeps them: the same for every instance, whoever was asked. */
final class StoredGates implements Gates {
  /** Workers must know a demand before they claim what it adds: they claim 3 s ahead. */
  private static final Duration LEAD = Duration.ofSeconds(6);

  private final Policies policies;
  private final EvaluationStore evaluations;
  private final AuditStore audit;
  private final FactsReader facts;
  private final PairReader reader;
  private final CatalogSource catalogs;
  private final TransactionOperations transaction;
  private final InstantSource clock;
  private final Duration interval;

  StoredGates(
      Policies policies,
      EvaluationStore evaluations,
      AuditStore audit,
      FactsReader facts,
      PairReader reader,
      CatalogSource catalogs,
      TransactionOperations transaction,
      InstantSource clock,
      Duration interval) {
    this.policies = policies;
    this.evaluations = evaluations;
    this.audit = audit;
    this.facts = facts;
    this.reader = reader;
    this.catalogs = catalogs;
    this.transaction = transaction;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public List<Policy> policies() {
    return policies.all();
  }

  @Override
  public Asked ask(GateRequest request) {
    Policy policy = policy(request);
    Optional<Evaluation> newest = newest(request, policy);
    if (newest.isPresent()) {
      return new Asked(sameBaseline(newest.get(), request), false);
    }
    return begin(request, policy, 1);
  }

  @Override
  public Asked askAgain(GateRequest request) {
    Policy policy = policy(request);
    Optional<Evaluation> newest = newest(request, policy);
    if (newest.isEmpty()) {
      return begin(request, policy, 1);
    }
    String verdict = newest.get().verdict();
    if (verdict == null || verdict.equals("pass") || verdict.equals("fail")) {
      throw new ConflictException(
          "evaluation %s of this build %s: only one that ended INCONCLUSIVE or in ERROR is made again"
              .formatted(newest.get().id(), verdict == null ? "runs" : "has decided, " + verdict));
    }
    sameBaseline(newest.get(), request);
    return begin(request, policy, newest.get().attempt() + 1);
  }

  private Optional<Evaluation> newest(GateRequest request, Policy policy) {
    return evaluations.newest(request.candidate(), request.build(), policy.version());
  }

  private static Evaluation sameBaseline(Evaluation known, GateRequest request) {
    if (!known.request().baseline().equals(request.baseline())) {
      throw new ConflictException(
          "this build is compared with %s, in evaluation %s; ask with that baseline, or cancel it"
              .formatted(known.request().baseline(), known.id()));
    }
    return known;
  }

  private Policy policy(GateRequest request) {
    return policies
        .named(request.gate())
        .orElseThrow(() ->
            new InvalidFieldException(
                "gate",
                "'%s' is no gate — %s"
                    .formatted(
                        request.gate(),
                        DidYouMean.remedy(
                            request.gate(), policies.all().stream().map(Policy::name).toList()))));
  }

  private Asked begin(GateRequest request, Policy policy, int attempt) {
    Catalog catalog = catalogs.current();
    Target candidate = target(catalog, "candidate", request.candidate());
    Target baseline = target(catalog, "baseline", request.baseline());
    requireFor(policy, request, candidate);
    requireSuites(policy, "candidate", candidate);
    requireSuites(policy, "baseline", baseline);
    List<String> suites =
        policy.suites().isEmpty()
            ? candidate.suites().stream().filter(baseline.suites()::contains).toList()
            : policy.suites();
    if (suites.isEmpty()) {
      throw new InvalidFieldException(
          "baseline", "is asked no suite that the candidate is asked too — give them one");
    }
    Instant now = clock.instant();
    String key = EvaluationKey.of(Slice.leaf(candidate.labels()), request.build(), policy).id();
    Running begun =
        new Running(
            Hash.of(List.of(key, attempt)),
            request,
            policy,
            suites,
            now.plus(LEAD).truncatedTo(ChronoUnit.SECONDS),
            interval,
            0,
            attempt);
    if (PairPlan.of(catalog, begun.whole()).isEmpty()) {
      throw new InvalidFieldException(
          "gate", "its suites hold no probe that both targets can be asked");
    }
    Boolean added =
        transaction.execute(_ -> {
          boolean first = evaluations.add(begun, now, GateBody.running(GateState.start(policy)));
          if (first) {
            audit.add(
                begun.id(),
                new AuditStore.Entry(
                    now,
                    "asked",
                    "caller",
                    "attempt %d, build %s, against %s"
                        .formatted(attempt, request.build(), request.baseline())));
            endIfBlind(begun, catalog, candidate, baseline, now);
          }
          return first;
        });
    Evaluation evaluation = newest(request, policy).orElseThrow();
    return new Asked(evaluation, Boolean.TRUE.equals(added));
  }

  /** A required check that can see nothing can never let anything pass. */
  private void endIfBlind(
      Running begun, Catalog catalog, Target candidate, Target baseline, Instant now) {
    List<String> blind =
        begun.policy().checks().stream()
            .filter(rule -> rule.required())
            .flatMap(rule ->
                List.of(candidate, baseline).stream()
                    .flatMap(target ->
                        reader
                            .blind(catalog, begun.suites(), rule, target)
                            .map(why ->
                                "%s sees nothing of %s: %s"
                                    .formatted(rule.check(), target.name(), why))
                            .stream()))
            .toList();
    if (!blind.isEmpty()) {
      String ended = String.join("; ", blind);
      GateState state = GateState.start(begun.policy());
      evaluations.judged(begun.id(), 0, GateBody.of(state, state.ended(ended)));
      evaluations.end(
          begun.id(), new EvaluationStore.Ending("inconclusive", ended, List.of(), List.of(), now));
      audit.add(begun.id(), new AuditStore.Entry(now, "ended", "plumbline", "inconclusive"));
    }
  }

  private static Target target(Catalog catalog, String field, String name) {
    return catalog
        .target(name)
        .orElseThrow(() ->
            new InvalidFieldException(
                field,
                "no target is called '%s' — %s"
                    .formatted(
                        name,
                        DidYouMean.remedy(
                            name, catalog.targets().stream().map(Target::name).toList()))));
  }

  private static void requireFor(Policy policy, GateRequest request, Target candidate) {
    if (!policy.slice().contains(candidate.labels())) {
      throw new InvalidFieldException(
          "candidate", "gate %s is for %s".formatted(policy.name(), policy.slice()));
    }
    if (!policy.environments().isEmpty()
        && (request.environment() == null
            || !policy.environments().contains(request.environment()))) {
      throw new InvalidFieldException(
          "environment",
          "gate %s is for %s".formatted(policy.name(), String.join(", ", policy.environments())));
    }
  }

  private static void requireSuites(Policy policy, String field, Target target) {
    policy.suites().stream()
        .filter(suite -> !target.suites().contains(suite))
        .findFirst()
        .ifPresent(suite -> {
          throw new InvalidFieldException(
              field,
              "%s is not asked suite %s, which gate %s draws from — add it to its suites"
                  .formatted(target.name(), suite, policy.name()));
        });
  }

  @Override
  public Optional<Evaluation> known(GateRequest request) {
    return newest(request, policy(request)).map(known -> sameBaseline(known, request));
  }

  @Override
  public List<Evaluation> newestOfEach(Instant since) {
    return evaluations.newestOfEach(since);
  }

  @Override
  public Optional<Evaluation> find(String id) {
    return evaluations.find(id);
  }

  @Override
  public List<Evaluation> newest(String gate, int limit) {
    return evaluations.newest(gate.isEmpty() ? null : gate, limit);
  }

  @Override
  public Optional<Evaluation> cancel(String id, String by) {
    transaction.executeWithoutResult(_ ->
        evaluations
            .await(id)
            .ifPresent(running -> {
              Instant now = clock.instant();
              String ended = "cancelled by " + by;
              GateState state = facts.state(running);
              evaluations.judged(id, state.pairs(), GateBody.of(state, state.ended(ended)));
              evaluations.end(
                  id, new EvaluationStore.Ending("inconclusive", ended, List.of(), List.of(), now));
              audit.add(id, new AuditStore.Entry(now, "cancelled", by, ""));
            }));
    return find(id);
  }

  @Override
  public Optional<Evaluation> override(String id, GateOverride override) {
    transaction.executeWithoutResult(_ -> {
      if (evaluations.find(id).isPresent()) {
        evaluations.add(id, override);
        audit.add(
            id,
            new AuditStore.Entry(
                override.from(),
                "overridden",
                override.by(),
                "until %s: %s".formatted(override.until(), override.reason())));
      }
    });
    return find(id);
  }

  @Override
  public Optional<GateFacts> facts(String id) {
    return facts.of(id);
  }
}
