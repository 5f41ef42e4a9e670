package dev.plumbline.gate.protocol;

import dev.plumbline.gate.CheckKind;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.GateState;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Verdict;
import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.input.InvalidFieldException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gates in memory that do what a test says: it ends evaluations, and takes the database away. */
final class DrivenGates implements Gates {
  static final String HOLDING = "rollout";
  static final String BLOCKING = "strict";

  private final InstantSource clock;
  private final Map<String, Evaluation> evaluations = new ConcurrentHashMap<>();
  private volatile @Nullable RuntimeException broken;

  DrivenGates(InstantSource clock) {
    this.clock = clock;
  }

  static Policy policy(String name, Policy.Inconclusive inconclusive) {
    Policy standard =
        Policy.standard(List.of(CheckRule.usual("foreign-script", CheckKind.RARE_FAILURE)));
    return new Policy(
        name,
        standard.slice(),
        List.of("short"),
        List.of(),
        standard.checks(),
        standard.alpha(),
        standard.power(),
        new Policy.Budget(1_200, null),
        Duration.ofHours(1),
        inconclusive,
        standard.missing());
  }

  /** From now on every call fails so; null: no longer. */
  void broken(@Nullable RuntimeException how) {
    broken = how;
  }

  int asked() {
    return evaluations.size();
  }

  Evaluation only() {
    return evaluations.values().iterator().next();
  }

  /** Ends every evaluation that runs. */
  void end(Verdict verdict) {
    evaluations.replaceAll((_, it) ->
        it.running()
            ? with(it, clock.instant(), verdict.word(), body(it, verdict), it.overrides())
            : it);
  }

  private static Evaluation with(
      Evaluation it,
      @Nullable Instant ended,
      @Nullable String verdict,
      GateBody body,
      List<GateOverride> overrides) {
    return new Evaluation(
        it.id(), it.request(), it.attempt(), it.requestedAt(), ended, verdict, body, overrides);
  }

  private GateBody body(Evaluation it, Verdict verdict) {
    return GateBody.of(GateState.start(policy(it.request())), verdict);
  }

  private void requireUp() {
    RuntimeException how = broken;
    if (how != null) {
      throw how;
    }
  }

  private Policy policy(GateRequest request) {
    return policies().stream()
        .filter(policy -> policy.name().equals(request.gate()))
        .findFirst()
        .orElseThrow(() -> new InvalidFieldException("gate", "is no gate"));
  }

  @Override
  public List<Policy> policies() {
    requireUp();
    return List.of(
        policy(HOLDING, Policy.Inconclusive.HOLD), policy(BLOCKING, Policy.Inconclusive.BLOCK));
  }

  @Override
  public Asked ask(GateRequest request) {
    Optional<Evaluation> known = known(request);
    return known.map(it -> new Asked(it, false)).orElseGet(() -> begin(request, 1));
  }

  private Asked begin(GateRequest request, int attempt) {
    Policy policy = policy(request);
    String id =
        Integer.toHexString(
            List.of(request.gate(), request.candidate(), request.build(), attempt).hashCode());
    Evaluation begun =
        new Evaluation(
            id,
            request,
            attempt,
            clock.instant(),
            null,
            null,
            GateBody.running(GateState.start(policy)),
            List.of());
    evaluations.put(id, begun);
    return new Asked(begun, true);
  }

  @Override
  public Asked askAgain(GateRequest request) {
    Optional<Evaluation> known = known(request);
    if (known.isPresent()) {
      String verdict = String.valueOf(known.get().verdict());
      if (!List.of("inconclusive", "error").contains(verdict)) {
        throw new ConflictException("it runs or has decided");
      }
    }
    return begin(request, known.map(Evaluation::attempt).orElse(0) + 1);
  }

  @Override
  public Optional<Evaluation> known(GateRequest request) {
    requireUp();
    policy(request);
    Optional<Evaluation> known =
        evaluations.values().stream()
            .filter(it ->
                it.request().gate().equals(request.gate())
                    && it.request().candidate().equals(request.candidate())
                    && it.request().build().equals(request.build()))
            .max(Comparator.comparingInt(Evaluation::attempt));
    known.ifPresent(it -> {
      if (!it.request().baseline().equals(request.baseline())) {
        throw new ConflictException("this build is compared with " + it.request().baseline());
      }
    });
    return known;
  }

  @Override
  public Optional<Evaluation> find(String id) {
    requireUp();
    return Optional.ofNullable(evaluations.get(id));
  }

  @Override
  public List<Evaluation> newestOfEach(Instant since) {
    requireUp();
    return List.copyOf(evaluations.values());
  }

  @Override
  public List<Evaluation> newest(String gate, int limit) {
    requireUp();
    return evaluations.values().stream()
        .filter(it -> it.request().gate().equals(gate))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Evaluation> cancel(String id, String by) {
    return change(
        id,
        it -> {
          Verdict verdict = new Verdict.Inconclusive(List.of("cancelled by " + by));
          return it.running()
              ? with(it, clock.instant(), verdict.word(), body(it, verdict), it.overrides())
              : it;
        });
  }

  @Override
  public Optional<Evaluation> override(String id, GateOverride override) {
    return change(
        id,
        it -> {
          List<GateOverride> all = new ArrayList<>(it.overrides());
          all.add(override);
          return with(it, it.endedAt(), it.verdict(), it.body(), all);
        });
  }

  private Optional<Evaluation> change(String id, UnaryOperator<Evaluation> how) {
    requireUp();
    return Optional.ofNullable(evaluations.computeIfPresent(id, (_, it) -> how.apply(it)));
  }

  @Override
  public Optional<GateFacts> facts(String id) {
    return find(id)
        .map(it -> new GateFacts(policy(it.request()), List.of(), null, List.of(), List.of()));
  }
}
