package dev.plumbline.incident.change.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.access.AccessRole;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeIntake;
import dev.plumbline.incident.change.ChangeProperties;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where deployment systems tell of changes. Only JSON is taken, which no web page of another origin
 * can make a browser send.
 */
@RestController
@RequestMapping("/api/v1/changes/webhooks")
@ConditionalOnRole(Role.API)
class ChangeWebhooksController {
  private static final Logger log = LoggerFactory.getLogger(ChangeWebhooksController.class);
  private static final int SHOWN = 200;
  private static final String SETTINGS = "plumbline.incident.changes.webhooks.";

  private final ChangeIntake intake;
  private final ServiceMap services;
  private final Map<String, Guarded> hooks;
  private final int mostBytes;

  private record Guarded(Hook hook, Proof proof) {}

  /**
   * What became of a delivery.
   *
   * @param status {@code recorded}, {@code known}, {@code ignored} or {@code pong}
   * @param note what had to be guessed
   * @param reason why it is ignored
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String status,
      @Nullable String id,
      @Nullable String slice,
      @Nullable String note,
      @Nullable String reason) {
    static Answer of(String status, Change change) {
      return new Answer(status, change.id(), change.slice().toString(), change.note(), null);
    }
  }

  @Autowired
  ChangeWebhooksController(ChangeIntake intake, ChangeProperties properties) {
    this(intake, properties, System::getenv);
  }

  ChangeWebhooksController(
      ChangeIntake intake,
      ChangeProperties properties,
      UnaryOperator<@Nullable String> environment) {
    this.intake = intake;
    this.services = new ServiceMap(properties.services());
    ChangeProperties.Webhooks settings = properties.webhooks();
    this.mostBytes = Math.toIntExact(settings.mostBytes().toBytes());
    String secret = SETTINGS + "github.secret";
    this.hooks = new TreeMap<>();
    hooks.put(
        "github",
        new Guarded(
            new GitHubHook(),
            new Proof.Signature(
                SharedSecret.of(secret, settings.github().secret(), environment), secret)));
    putBearer(new ArgoCdHook(), settings.argoCd(), environment);
    putBearer(new KubernetesHook(), settings.kubernetes(), environment);
    putBearer(new SpinnakerHook(), settings.spinnaker(), environment);
  }

  private void putBearer(
      Hook hook, ChangeProperties.Bearer bearer, UnaryOperator<@Nullable String> environment) {
    String token = SETTINGS + hook.source() + ".token";
    hooks.put(
        hook.source(),
        new Guarded(
            hook, new Proof.Bearer(SharedSecret.of(token, bearer.token(), environment), token)));
  }

  /** Takes one delivery. The same delivered again changes nothing. */
  @PostMapping(path = "/{source}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> deliver(@PathVariable String source, HttpServletRequest request)
      throws IOException {
    Guarded guarded =
        Optional.ofNullable(hooks.get(source))
            .orElseThrow(() ->
                Problems.of(
                    HttpStatus.NOT_FOUND,
                    "there are webhooks for " + String.join(", ", hooks.keySet())));
    byte[] body = body(request);
    requireProof(guarded, request, body);
    try {
      String event = Optional.ofNullable(request.getHeader("X-GitHub-Event")).orElse("");
      return answer(
          guarded.hook(), guarded.hook().read(Payload.parse(body), Printable.brief(event, 60)));
    } catch (InvalidFieldException e) {
      throw Problems.invalid(e);
    } catch (KafkaException e) {
      throw Problems.notTaken(e);
    }
  }

  private ResponseEntity<Answer> answer(Hook hook, HookReading reading) {
    return switch (reading) {
      case HookReading.Ping() -> ResponseEntity.ok(new Answer("pong", null, null, null, null));
      case HookReading.Ignored(String reason) ->
          ResponseEntity.accepted()
              .body(new Answer("ignored", null, null, null, Printable.brief(reason, SHOWN)));
      case HookReading.Announced(Announcement told) ->
          switch (intake.take(services.change(hook.source(), told))) {
            case ChangeIntake.Receipt.Taken(Change change, _) ->
                ResponseEntity.accepted().body(Answer.of("recorded", change));
            case ChangeIntake.Receipt.Known(Change change) ->
                ResponseEntity.ok(Answer.of("known", change));
          };
    };
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(mostBytes + 1);
    if (body.length > mostBytes) {
      throw Problems.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "a body has at most %d bytes (%smost-bytes)".formatted(mostBytes, SETTINGS));
    }
    return body;
  }

  private static void requireProof(Guarded guarded, HttpServletRequest request, byte[] body) {
    if (request.isUserInRole(AccessRole.CHANGE.name())) {
      return;
    }
    Proof.Delivery delivery =
        new Proof.Delivery(
            request.getHeader(HttpHeaders.AUTHORIZATION),
            request.getHeader("X-Hub-Signature-256"),
            Caller.isLocal(request),
            body);
    try {
      switch (guarded.proof().of(delivery)) {
        case Proof.Verdict.Proven() -> {}
        case Proof.Verdict.Closed(String reason) ->
            throw refused(guarded, HttpStatus.FORBIDDEN, reason);
        case Proof.Verdict.Refused(String reason) ->
            throw refused(guarded, HttpStatus.UNAUTHORIZED, reason);
      }
    } catch (MissingSecretException e) {
      log.error("webhook {}: {}", guarded.hook().source(), e.getMessage());
      throw Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE, "the secret is not where the settings say; see the log");
    }
  }

  private static ErrorResponseException refused(Guarded by, HttpStatus status, String reason) {
    log.warn("webhook {}: a delivery refused: {}", by.hook().source(), reason);
    ErrorResponseException problem = Problems.of(status, reason);
    if (status == HttpStatus.UNAUTHORIZED) {
      problem.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return problem;
  }
}
