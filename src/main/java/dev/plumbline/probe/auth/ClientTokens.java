package dev.plumbline.probe.auth;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.plumbline.catalog.Authentication;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tokens by OAuth 2 client credentials (RFC 6749, 4.4), kept until shortly before they expire. */
final class ClientTokens {
  private static final Duration BEFORE_IT_EXPIRES = Duration.ofSeconds(60);

  /** Of a token that says nothing of its lifetime. */
  private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);

  private static final int TIMEOUT_MILLIS = 10_000;

  /** The token of one client; one request for it at a time. */
  private static final class Kept {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Secret token;
    private Instant until = Instant.MIN;
  }

  private final InstantSource clock;
  private final Map<Authentication.OAuth2, Kept> tokens = new ConcurrentHashMap<>();

  ClientTokens(InstantSource clock) {
    this.clock = clock;
  }

  Proof token(Authentication.OAuth2 how, Secret clientSecret) throws MissingCredentialException {
    Kept kept = tokens.computeIfAbsent(how, _ -> new Kept());
    kept.lock.lock();
    try {
      Secret token = kept.token;
      if (token == null || !clock.instant().isBefore(kept.until)) {
        AccessToken fresh = ask(how, clientSecret);
        token = new Secret(fresh.getValue());
        kept.token = token;
        kept.until = clock.instant().plus(lifetime(fresh));
      }
      return Proof.of("authorization", "Bearer ", token);
    } finally {
      kept.lock.unlock();
    }
  }

  void forget(Authentication.OAuth2 how) {
    tokens.remove(how);
  }

  private static AccessToken ask(Authentication.OAuth2 how, Secret clientSecret)
      throws MissingCredentialException {
    TokenRequest.Builder request =
        new TokenRequest.Builder(
            how.tokenUrl(),
            new ClientSecretBasic(
                new ClientID(how.clientId()),
                new com.nimbusds.oauth2.sdk.auth.Secret(clientSecret.bare())),
            new ClientCredentialsGrant());
    if (how.scope() != null) {
      request.scope(Scope.parse(how.scope()));
    }
    HTTPRequest http = request.build().toHTTPRequest();
    http.setConnectTimeout(TIMEOUT_MILLIS);
    http.setReadTimeout(TIMEOUT_MILLIS);
    try {
      TokenResponse response = TokenResponse.parse(http.send());
      if (!response.indicatesSuccess()) {
        String error = String.valueOf(response.toErrorResponse().getErrorObject().getCode());
        throw missing(how, "it says " + error);
      }
      return response.toSuccessResponse().getTokens().getAccessToken();
    } catch (IOException e) {
      throw missing(how, "it is not reached: " + e.getClass().getSimpleName());
    } catch (ParseException e) {
      throw missing(how, "what it answers is no token response");
    }
  }

  private static MissingCredentialException missing(Authentication.OAuth2 how, String why) {
    return new MissingCredentialException(
        "%s gives no token, %s: check client-id, scope and the target's credential"
            .formatted(how.tokenUrl(), why));
  }

  private static Duration lifetime(AccessToken token) {
    Duration said =
        token.getLifetime() > 0 ? Duration.ofSeconds(token.getLifetime()) : USUAL_LIFETIME;
    Duration half = said.dividedBy(2);
    Duration early = said.minus(BEFORE_IT_EXPIRES);
    return early.compareTo(half) > 0 ? early : half;
  }
}
