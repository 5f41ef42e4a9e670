package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.input.Printable;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Webhooks of Flagger, which reads the status alone and copies the text to an event. Answered at
 * once from what is stored, since it gives up after 10 s and asks again anyway.
 */
@RestController
@ConditionalOnRole(Role.API)
class FlaggerController {
  private static final int SHOWN = 200;

  private final Gates gates;
  private final GateGuard guard;
  private final InstantSource clock;

  FlaggerController(Gates gates, GateGuard guard, InstantSource clock) {
    this.gates = gates;
    this.guard = guard;
    this.clock = clock;
  }

  /** 200: go on; 403: not now. Of {@code rollback} 200 means: roll back. */
  @PostMapping("/api/v1/gates/flagger/{hook}")
  ResponseEntity<String> call(@PathVariable String hook, HttpServletRequest request)
      throws IOException {
    Optional<FlaggerHook> known = FlaggerHook.of(hook);
    if (known.isEmpty()) {
      return text(
          HttpStatus.NOT_FOUND, "Flagger has no hook of that name; end the address with its type");
    }
    try {
      Payload payload =
          guard.payload(request).orElseThrow(() -> new InvalidFieldException("body", "is missing"));
      FlaggerCall call = FlaggerCall.of(payload);
      guard.require(request, call.token());
      return answer(known.get(), call.checked());
    } catch (InvalidFieldException e) {
      return text(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (Gates.ConflictException e) {
      return text(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private ResponseEntity<String> answer(FlaggerHook hook, FlaggerCall call) {
    return switch (hook.kind()) {
      case ASKS -> opened(Optional.of(gates.ask(call.question()).evaluation()));
      case NEEDS_PASS -> opened(gates.known(call.question()));
      case NEEDS_FAIL -> rollBack(gates.known(call.question()));
      case TOLD -> text(HttpStatus.OK, "noted");
    };
  }

  private ResponseEntity<String> opened(Optional<Evaluation> stored) {
    if (stored.isEmpty()) {
      return text(
          HttpStatus.FORBIDDEN,
          "closed: nobody asked about this build; add a pre-rollout or rollout hook");
    }
    Evaluation evaluation = stored.get();
    if (evaluation.opens(clock.instant())) {
      return text(HttpStatus.OK, "open: " + reason(evaluation));
    }
    return "error".equals(evaluation.verdict())
        ? text(HttpStatus.SERVICE_UNAVAILABLE, "error of ours: " + reason(evaluation))
        : text(
            HttpStatus.FORBIDDEN,
            evaluation.running()
                ? "running: %s, evaluation %s"
                    .formatted(evaluation.body().progress(), evaluation.id())
                : "closed, %s: %s".formatted(evaluation.verdict(), reason(evaluation)));
  }

  private ResponseEntity<String> rollBack(Optional<Evaluation> stored) {
    return stored
        .filter(
            evaluation -> "fail".equals(evaluation.verdict()) && !evaluation.opens(clock.instant()))
        .map(evaluation -> text(HttpStatus.OK, "roll back: " + reason(evaluation)))
        .orElseGet(() -> text(HttpStatus.FORBIDDEN, "no roll back: the build did not fail"));
  }

  private static String reason(Evaluation evaluation) {
    return evaluation.body().reasons().stream().findFirst().orElse("");
  }

  private static ResponseEntity<String> text(HttpStatus status, String text) {
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_PLAIN)
        .body(Printable.brief(text, SHOWN));
  }
}
