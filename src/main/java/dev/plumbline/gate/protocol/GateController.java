package dev.plumbline.gate.protocol;

import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.GatePlan;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.input.Printable;
import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Gates over REST, which is also what Spinnaker's webhook stage speaks. */
@RestController
@RequestMapping("/api/v1/gates")
@ConditionalOnRole(Role.API)
class GateController {
  private static final int MOST = 1_000;
  private static final int SHOWN = 200;

  private final Gates gates;
  private final GateGuard guard;
  private final EvaluationBodies bodies;
  private final EvaluationWatch watch;
  private final InstantSource clock;
  private final Map<String, GatePlan> plans = new ConcurrentHashMap<>();

  /** A policy and what it costs and buys. */
  record PolicyView(String name, Policy policy, GatePlan plan) {}

  GateController(
      Gates gates,
      GateGuard guard,
      EvaluationBodies bodies,
      EvaluationWatch watch,
      InstantSource clock) {
    this.gates = gates;
    this.guard = guard;
    this.bodies = bodies;
    this.watch = watch;
    this.clock = clock;
  }

  /** All policies in force with their plans, which are computed once for each version. */
  @GetMapping
  List<PolicyView> policies(HttpServletRequest request) {
    guard.requireToLook(request);
    List<Policy> inForce = gates.policies();
    plans.keySet().retainAll(inForce.stream().map(Policy::version).toList());
    return inForce.stream()
        .map(policy ->
            new PolicyView(
                policy.name(),
                policy,
                plans.computeIfAbsent(policy.version(), _ -> GatePlan.of(policy))))
        .toList();
  }

  /** Asks: 202 where this began an evaluation, 200 where it was asked before. */
  @PostMapping("/{gate}/evaluations")
  ResponseEntity<EvaluationBody> ask(
      @PathVariable String gate,
      @RequestParam(defaultValue = "false") boolean again,
      HttpServletRequest request)
      throws IOException {
    guard.require(request);
    GateRequest question = question(gate, payload(request));
    Gates.Asked asked = again ? gates.askAgain(question) : gates.ask(question);
    EvaluationBody body = bodies.of(asked.evaluation());
    return ResponseEntity.status(asked.begun() ? HttpStatus.ACCEPTED : HttpStatus.OK)
        .location(URI.create(body.statusUrl()))
        .body(body);
  }

  /** Newest first. */
  @GetMapping("/{gate}/evaluations")
  List<EvaluationBody> newest(
      @PathVariable String gate,
      @RequestParam(defaultValue = "20") int limit,
      HttpServletRequest request) {
    guard.requireToLook(request);
    if (limit < 1 || limit > MOST) {
      throw new InvalidFieldException("limit", "must be 1 to %d".formatted(MOST));
    }
    List<Evaluation> newest = gates.newest(gate, limit);
    if (newest.isEmpty() && gates.policies().stream().noneMatch(it -> it.name().equals(gate))) {
      throw Problems.of(HttpStatus.NOT_FOUND, "no gate is called " + Printable.brief(gate, SHOWN));
    }
    return newest.stream().map(bodies::of).toList();
  }

  /** One evaluation; with {@code wait}, when it has ended or so much time is over. */
  @GetMapping("/{gate}/evaluations/{id}")
  DeferredResult<EvaluationBody> evaluation(
      @PathVariable String gate,
      @PathVariable String id,
      @RequestParam @Nullable String wait,
      HttpServletRequest request) {
    guard.requireToLook(request);
    Duration longest = EvaluationWatch.parse(wait, Duration.ZERO);
    String base = bodies.base();
    return watch.await(find(gate, id), longest, evaluation -> bodies.of(evaluation, base));
  }

  /** Ends it; one that has ended stays as it is. */
  @PostMapping("/{gate}/evaluations/{id}/cancel")
  EvaluationBody cancel(
      @PathVariable String gate, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    guard.require(request);
    String by = guard.payload(request).flatMap(payload -> payload.optional("by")).orElse("caller");
    find(gate, id);
    return bodies.of(known(gates.cancel(id, Printable.brief(by, SHOWN))));
  }

  /** The same for who knows the question and not the evaluation, as a pipeline's stage does. */
  @PostMapping("/{gate}/cancel")
  EvaluationBody cancelQuestion(@PathVariable String gate, HttpServletRequest request)
      throws IOException {
    guard.require(request);
    Evaluation asked = known(gates.known(question(gate, payload(request))));
    return bodies.of(known(gates.cancel(asked.id(), "caller")));
  }

  /** Opens the gate for a while. */
  @PostMapping("/{gate}/evaluations/{id}/override")
  EvaluationBody override(
      @PathVariable String gate, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    guard.requireToOverride(request);
    Payload payload = payload(request);
    payload.requireOnly(Set.of("by", "reason", "until"));
    GateOverride override = override(payload);
    find(gate, id);
    return bodies.of(known(gates.override(id, override)));
  }

  /** All that the verdict follows from: judged again it is the same, bit for bit. */
  @GetMapping(path = "/{gate}/evaluations/{id}/facts", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> facts(
      @PathVariable String gate, @PathVariable String id, HttpServletRequest request) {
    guard.requireToLook(request);
    find(gate, id);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.MAPPER.writeValueAsBytes(gates.facts(id).orElseThrow(GateController::unknown)));
  }

  private static GateRequest question(String gate, Payload payload) {
    payload.requireOnly(Set.of("candidate", "baseline", "build", "environment"));
    return new GateRequest(
        gate,
        payload.text("candidate"),
        payload.text("baseline"),
        payload.text("build"),
        payload.optional("environment").orElse(null));
  }

  private GateOverride override(Payload payload) {
    String by = printable(payload, "by");
    String reason = printable(payload, "reason");
    try {
      return new GateOverride(by, reason, clock.instant(), payload.instant("until"));
    } catch (InvalidFieldException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Problems.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static String printable(Payload payload, String field) {
    String text = payload.text(field);
    if (!Printable.is(text)) {
      throw new InvalidFieldException(field, "must be printable, on one line");
    }
    return text;
  }

  private Payload payload(HttpServletRequest request) throws IOException {
    return guard
        .payload(request)
        .orElseThrow(() -> new InvalidFieldException("body", "is missing: send a JSON object"));
  }

  private Evaluation find(String gate, String id) {
    return known(gates.find(id).filter(it -> it.request().gate().equals(gate)));
  }

  private static Evaluation known(Optional<Evaluation> evaluation) {
    return evaluation.orElseThrow(GateController::unknown);
  }

  private static ErrorResponseException unknown() {
    return Problems.of(HttpStatus.NOT_FOUND, "this gate has no such evaluation");
  }
}
