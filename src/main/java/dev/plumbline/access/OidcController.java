package dev.plumbline.access;

import dev.plumbline.access.OidcProvider.Begun;
import dev.plumbline.access.OidcProvider.RefusedException;
import dev.plumbline.input.Printable;
import dev.plumbline.input.SharedSecret.MissingSecretException;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** People sign in with their provider; nothing of it is kept here between the two requests. */
@RestController
@ConditionalOnRole(Role.API)
@ConditionalOnProperty("plumbline.access.oidc.issuer")
class OidcController {
  private static final Logger log = LoggerFactory.getLogger(OidcController.class);
  private static final String COOKIE = "plumbline-sign-in";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SHOWN = 100;

  private final OidcProvider provider;
  private final SignedText signed;
  private final Sessions sessions;
  private final Duration kept;
  private final InstantSource clock;

  private record Going(Begun begun, String next, Instant until) {}

  OidcController(OidcProperties settings, Sessions sessions, InstantSource clock) {
    this.provider = new OidcProvider(settings, settings.secret());
    this.signed = new SignedText(settings.secret(), "plumbline sign-in");
    this.sessions = sessions;
    this.kept = settings.kept();
    this.clock = clock;
  }

  @GetMapping(OidcProperties.PATH)
  ResponseEntity<Void> begin(
      @RequestParam(defaultValue = "/") String next, HttpServletRequest request) {
    try {
      Begun begun = Begun.random();
      Going going = new Going(begun, SignInController.here(next), clock.instant().plus(PATIENCE));
      return SignInController.seeOther(
          provider.address(begun),
          SignInController.cookie(
              COOKIE, signed.seal(Json.MAPPER.writeValueAsString(going)), PATIENCE, request));
    } catch (RefusedException | MissingSecretException e) {
      return refused(e, request);
    }
  }

  @GetMapping(OidcProperties.CALLBACK)
  ResponseEntity<Void> finish(
      @RequestParam @Nullable String code,
      @RequestParam @Nullable String state,
      @RequestParam @Nullable String error,
      @CookieValue(name = COOKIE, required = false) @Nullable String kept,
      HttpServletRequest request) {
    try {
      Going going =
          going(kept)
              .filter(it -> it.begun().state().equals(state))
              .orElseThrow(
                  () -> new RefusedException("this browser did not begin, or took too long", null));
      if (code == null) {
        throw new RefusedException(
            "the provider says " + Printable.brief(String.valueOf(error), SHOWN), null);
      }
      Map.Entry<String, Set<AccessRole>> who = provider.finish(code, going.begun());
      if (who.getValue().isEmpty()) {
        throw new RefusedException(who.getKey() + " is in no group that has a role", null);
      }
      String session =
          sessions.write(
              new Session(who.getKey(), who.getValue(), clock.instant().plus(this.kept)));
      return SignInController.seeOther(
          URI.create(going.next()),
          SignInController.cookie(WhoAsks.COOKIE, session, this.kept, request));
    } catch (RefusedException | MissingSecretException e) {
      return refused(e, request);
    }
  }

  private Optional<Going> going(@Nullable String kept) throws MissingSecretException {
    try {
      return (kept == null ? Optional.<String>empty() : signed.open(kept))
          .map(text -> Json.MAPPER.readValue(text, Going.class))
          .filter(it -> clock.instant().isBefore(it.until()));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static ResponseEntity<Void> refused(Exception cause, HttpServletRequest request) {
    log.warn("sign-in refused: {}", cause.getMessage());
    return SignInController.seeOther(
        URI.create("/sign-in?refused=provider"),
        SignInController.cookie(COOKIE, "", Duration.ZERO, request));
  }
}
