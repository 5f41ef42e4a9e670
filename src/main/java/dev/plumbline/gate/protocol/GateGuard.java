package dev.plumbline.gate.protocol;

import dev.plumbline.access.AccessRole;
import dev.plumbline.gate.live.GateProperties;
import dev.plumbline.input.Caller;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.input.Problems;
import dev.plumbline.input.Proof;
import dev.plumbline.input.SentToken;
import dev.plumbline.input.SharedSecret;
import dev.plumbline.input.SharedSecret.MissingSecretException;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Who is heard, and how much of it: the token of {@code plumbline.gate.token} as bearer, or as the
 * password of basic authentication, which is all that an address can carry. Without a token only
 * this machine is heard, and no browser for a page of others.
 */
@Component
@ConditionalOnRole(Role.API)
class GateGuard {
  private static final Logger log = LoggerFactory.getLogger(GateGuard.class);
  private static final String SETTING = "plumbline.gate.token";
  private static final int MOST_BYTES = 256 * 1024;

  private final Proof proof;

  @Autowired
  GateGuard(GateProperties properties) {
    this(properties, System::getenv);
  }

  GateGuard(GateProperties properties, UnaryOperator<@Nullable String> environment) {
    this.proof =
        new Proof.Bearer(SharedSecret.of(SETTING, properties.token(), environment), SETTING);
  }

  /**
   * Refuses who does not prove to be allowed.
   *
   * @throws ErrorResponseException 401, 403, or 503 where the token is not where settings say
   */
  void require(HttpServletRequest request) {
    requireProof(request, authorization(request));
  }

  /** The same for callers that can send no header; null: the header is looked at. */
  void require(HttpServletRequest request, @Nullable String token) {
    requireProof(request, token == null ? authorization(request) : "Bearer " + token);
  }

  /**
   * The JSON object sent; empty where there is no body.
   *
   * @throws ErrorResponseException 413, 415
   * @throws InvalidFieldException if it is no JSON object
   */
  Optional<Payload> payload(HttpServletRequest request) throws IOException {
    byte[] body = body(request, MOST_BYTES);
    return body.length == 0 ? Optional.empty() : Optional.of(Payload.parse(body));
  }

  /** The bytes sent, JSON if any. */
  byte[] body(HttpServletRequest request, int most) throws IOException {
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw Problems.of(
          HttpStatus.CONTENT_TOO_LARGE, "a body has at most %d bytes".formatted(most));
    }
    if (body.length > 0 && !isJson(request.getContentType())) {
      throw Problems.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "only JSON is read: send Content-Type: application/json");
    }
    return body;
  }

  /**
   * Who may look at everything may look at evaluations too.
   *
   * @throws ErrorResponseException as {@link #require}
   */
  void requireToLook(HttpServletRequest request) {
    if (!request.isUserInRole(AccessRole.READ.name())) {
      require(request);
    }
  }

  /**
   * Opening a gate in spite of its verdict is not for who asks it, where callers can be told apart.
   *
   * @throws ErrorResponseException as {@link #require}
   */
  void requireToOverride(HttpServletRequest request) {
    if (!Caller.isDistrusted(request)) {
      require(request);
    } else if (!request.isUserInRole(AccessRole.APPROVE.name())) {
      throw refused(request, "an override needs a token with the role 'approve'");
    }
  }

  private void requireProof(HttpServletRequest request, @Nullable String authorization) {
    if (Caller.isForeignPage(request)) {
      throw Problems.of(HttpStatus.FORBIDDEN, "a page of another origin may not ask");
    }
    if (request.isUserInRole(AccessRole.GATE.name())) {
      return;
    }
    try {
      switch (proof.of(
          new Proof.Delivery(authorization, null, Caller.isLocal(request), new byte[0]))) {
        case Proof.Verdict.Proven() -> {}
        case Proof.Verdict.Closed(String reason) ->
            throw Caller.isDistrusted(request)
                ? refused(request, "needs a token with the role 'gate'")
                : refused(HttpStatus.FORBIDDEN, reason);
        case Proof.Verdict.Refused(String reason) -> throw refused(request, reason);
      }
    } catch (MissingSecretException e) {
      log.error("gates: {}", e.getMessage());
      throw Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE, "the token is not where the settings say; see the log");
    }
  }

  /** Who is known and may not is told so: another token of the same rights would not help. */
  private static ErrorResponseException refused(HttpServletRequest request, String reason) {
    return request.getUserPrincipal() == null
        ? refused(HttpStatus.UNAUTHORIZED, reason)
        : refused(HttpStatus.FORBIDDEN, reason);
  }

  private static ErrorResponseException refused(HttpStatus status, String reason) {
    log.warn("gates: a caller refused: {}", reason);
    ErrorResponseException problem = Problems.of(status, reason);
    if (status == HttpStatus.UNAUTHORIZED) {
      problem.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return problem;
  }

  private static @Nullable String authorization(HttpServletRequest request) {
    return SentToken.of(request).map(token -> "Bearer " + token).orElse(null);
  }

  private static boolean isJson(@Nullable String contentType) {
    try {
      return contentType != null
          && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType));
    } catch (InvalidMediaTypeException _) {
      return false;
    }
  }
}
