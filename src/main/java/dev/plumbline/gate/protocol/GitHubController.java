package dev.plumbline.gate.protocol;

import dev.plumbline.input.Caller;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.input.Printable;
import dev.plumbline.input.Problems;
import dev.plumbline.input.Proof;
import dev.plumbline.input.SharedSecret;
import dev.plumbline.input.SharedSecret.MissingSecretException;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where GitHub tells that a deployment waits for our protection rule. It is written down and
 * answered later, by {@link GitHubLoop}.
 */
@RestController
@ConditionalOnRole(Role.API)
class GitHubController {
  private static final Logger log = LoggerFactory.getLogger(GitHubController.class);
  private static final String SETTING = "plumbline.gate.github.secret";
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int MOST_CHARACTERS = 100;

  private final GitHubRequestStore requests;
  private final GitHubDelivery deliveries;
  private final GateGuard guard;
  private final Proof proof;
  private final InstantSource clock;

  @Autowired
  GitHubController(
      GitHubRequestStore requests,
      GitHubProperties properties,
      GateGuard guard,
      InstantSource clock) {
    this(requests, properties, guard, clock, System::getenv);
  }

  GitHubController(
      GitHubRequestStore requests,
      GitHubProperties properties,
      GateGuard guard,
      InstantSource clock,
      UnaryOperator<@Nullable String> environment) {
    this.requests = requests;
    this.deliveries = new GitHubDelivery(properties);
    this.guard = guard;
    this.proof =
        new Proof.Signature(SharedSecret.of(SETTING, properties.secret(), environment), SETTING);
    this.clock = clock;
  }

  /** Takes one delivery; the same again changes nothing. */
  @PostMapping("/api/v1/gates/github")
  ResponseEntity<Map<String, String>> deliver(HttpServletRequest request) throws IOException {
    byte[] body = guard.body(request, MOST_BYTES);
    requireProof(request, body);
    String event = Objects.requireNonNullElse(request.getHeader("X-GitHub-Event"), "");
    if (event.equals("ping")) {
      return ResponseEntity.ok(Map.of("status", "pong"));
    }
    Payload payload = Payload.parse(body);
    if (!event.equals("deployment_protection_rule")
        || !payload.optional("action").orElse("").equals("requested")) {
      return ResponseEntity.accepted().body(Map.of("status", "ignored"));
    }
    GitHubRequest asked =
        deliveries
            .read(delivery(request), payload, clock.instant())
            .orElseThrow(() ->
                Problems.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "no rule of plumbline.gate.github.rules is for this repository and"
                        + " environment"));
    return requests.add(asked)
        ? ResponseEntity.accepted().body(Map.of("status", "recorded"))
        : ResponseEntity.ok(Map.of("status", "known"));
  }

  private static String delivery(HttpServletRequest request) {
    @Nullable String delivery = request.getHeader("X-GitHub-Delivery");
    if (delivery == null
        || delivery.isBlank()
        || !delivery.equals(Printable.brief(delivery, MOST_CHARACTERS))) {
      throw new InvalidFieldException("X-GitHub-Delivery", "must name the delivery");
    }
    return delivery;
  }

  private void requireProof(HttpServletRequest request, byte[] body) {
    try {
      switch (proof.of(
          new Proof.Delivery(
              null, request.getHeader("X-Hub-Signature-256"), Caller.isLocal(request), body))) {
        case Proof.Verdict.Proven() -> {}
        case Proof.Verdict.Closed(String reason) -> throw Problems.of(HttpStatus.FORBIDDEN, reason);
        case Proof.Verdict.Refused(String reason) -> {
          log.warn("a delivery of GitHub refused: {}", reason);
          throw Problems.of(HttpStatus.UNAUTHORIZED, reason);
        }
      }
    } catch (MissingSecretException e) {
      log.error("gates, GitHub: {}", e.getMessage());
      throw Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE, "the secret is not where the settings say; see the log");
    }
  }
}
