package dev.plumbline.access;

import dev.plumbline.input.SharedSecret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code plumbline.access.oidc.*}: a provider that people sign in with, by OpenID Connect.
 *
 * @param issuer as the provider calls itself; without one nobody signs in so
 * @param clientId as it calls us
 * @param clientSecret {@code env:NAME} or {@code file:/path}, never the secret itself
 * @param redirectUri where it sends people back to: {@code https://HOST/sign-in/oidc/callback}
 * @param scopes asked for beside {@code openid}
 * @param nameClaim what people are called in the audit
 * @param rolesClaim a text or a list that says what groups they are in
 * @param roles which of those groups have a role; {@code *}: whoever can sign in
 * @param kept how long a browser need not sign in again, nor is asked whether it still may
 */
@ConfigurationProperties("plumbline.access.oidc")
record OidcProperties(
    @Nullable URI issuer,
    @DefaultValue("") String clientId,
    @Nullable String clientSecret,
    @Nullable URI redirectUri,
    @DefaultValue({"profile", "email"}) List<String> scopes,
    @DefaultValue("email") String nameClaim,
    @DefaultValue("groups") String rolesClaim,
    @DefaultValue Map<AccessRole, List<String>> roles,
    @DefaultValue("8h") Duration kept) {
  static final String PATH = "/sign-in/oidc";
  static final String CALLBACK = PATH + "/callback";
  private static final String SETTING = "plumbline.access.oidc.";

  OidcProperties {
    roles = Map.copyOf(roles);
    if (issuer != null) {
      require(!clientId.isBlank(), "client-id is missing");
      require(clientSecret != null, "client-secret is missing: write env:NAME or file:/path");
      require(
          redirectUri != null && redirectUri.getPath().endsWith(CALLBACK),
          "redirect-uri must end with " + CALLBACK + " and be registered at the provider");
      require(
          !roles.isEmpty(),
          "roles is empty, so nobody could do anything: roles.read=* is whoever can sign in");
    }
  }

  SharedSecret secret() {
    return Objects.requireNonNull(
        SharedSecret.of(SETTING + "client-secret", clientSecret, System::getenv));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(SETTING + otherwise);
    }
  }
}
