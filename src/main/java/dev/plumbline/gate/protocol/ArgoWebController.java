package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The metric provider {@code web} of Argo Rollouts: asks and reads in one call. Every verdict on
 * the candidate is 200, which Argo's conditions judge; what is our own failure is 503, which Argo
 * calls an error and tries again.
 */
@RestController
@ConditionalOnRole(Role.API)
class ArgoWebController {
  /** Argo gives up after 10 s where nothing else is said. */
  private static final Duration USUAL_WAIT = Duration.ofSeconds(8);

  private static final Set<String> FIELDS =
      Set.of("candidate", "baseline", "build", "environment", "wait");

  private final Gates gates;
  private final GateGuard guard;
  private final EvaluationBodies bodies;
  private final EvaluationWatch watch;

  ArgoWebController(Gates gates, GateGuard guard, EvaluationBodies bodies, EvaluationWatch watch) {
    this.gates = gates;
    this.guard = guard;
    this.bodies = bodies;
    this.watch = watch;
  }

  /** Asks, and answers at its end or after {@code wait}; fields in the body or in the query. */
  @RequestMapping(
      path = "/api/v1/gates/{gate}/evaluate",
      method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT})
  DeferredResult<ResponseEntity<EvaluationBody>> evaluate(
      @PathVariable String gate, HttpServletRequest request) throws IOException {
    guard.require(request);
    Optional<Payload> payload = guard.payload(request);
    payload.ifPresent(it -> it.requireOnly(FIELDS));
    Fields fields = new Fields(payload, request);
    Duration wait = EvaluationWatch.parse(fields.optional("wait").orElse(null), USUAL_WAIT);
    Evaluation evaluation =
        gates
            .ask(
                new GateRequest(
                    gate,
                    fields.text("candidate"),
                    fields.text("baseline"),
                    fields.text("build"),
                    fields.optional("environment").orElse(null)))
            .evaluation();
    String base = bodies.base();
    return watch.await(
        evaluation,
        wait,
        it -> {
          EvaluationBody body = bodies.of(it, base);
          return ResponseEntity.status(
                  body.broken() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
              .body(body);
        });
  }

  private record Fields(Optional<Payload> payload, HttpServletRequest request) {
    Optional<String> optional(String field) {
      return payload
          .flatMap(it -> it.optional(field))
          .or(() ->
              Optional.ofNullable(request.getParameter(field)).filter(text -> !text.isBlank()));
    }

    String text(String field) {
      return optional(field).orElseThrow(() -> new InvalidFieldException(field, "is missing"));
    }
  }
}
