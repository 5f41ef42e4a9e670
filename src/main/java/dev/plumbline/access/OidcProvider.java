package dev.plumbline.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.plumbline.input.SharedSecret;
import dev.plumbline.input.SharedSecret.MissingSecretException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** OpenID Connect's code flow with PKCE, by Nimbus; who somebody is follows from the ID token. */
final class OidcProvider {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final OidcProperties settings;
  private final SharedSecret secret;
  private @Nullable OIDCProviderMetadata metadata;

  OidcProvider(OidcProperties settings, SharedSecret secret) {
    this.settings = settings;
    this.secret = secret;
  }

  /** What the answer must fit; kept by the browser that goes there. */
  record Begun(String state, String nonce, String verifier) {
    static Begun random() {
      return new Begun(
          new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
    }
  }

  /** The provider says no, or what it says is not to be believed; the message holds no secret. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Where a browser asks the provider who it is. */
  URI address(Begun begun) throws RefusedException {
    Scope scope = new Scope("openid");
    settings.scopes().forEach(scope::add);
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, scope, new ClientID(settings.clientId()), settings.redirectUri())
        .endpointURI(metadata().getAuthorizationEndpointURI())
        .state(new State(begun.state()))
        .nonce(new Nonce(begun.nonce()))
        .codeChallenge(new CodeVerifier(begun.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** Who it is: name and roles. */
  Map.Entry<String, Set<AccessRole>> finish(String code, Begun begun)
      throws RefusedException, MissingSecretException {
    try {
      HTTPRequest request =
          new TokenRequest.Builder(
                  metadata().getTokenEndpointURI(),
                  new ClientSecretBasic(
                      new ClientID(settings.clientId()), new Secret(secret.text())),
                  new AuthorizationCodeGrant(
                      new AuthorizationCode(code),
                      settings.redirectUri(),
                      new CodeVerifier(begun.verifier())))
              .build()
              .toHTTPRequest();
      request.setConnectTimeout(TIMEOUT_MILLIS);
      request.setReadTimeout(TIMEOUT_MILLIS);
      var answer = OIDCTokenResponseParser.parse(request.send());
      if (!(answer instanceof OIDCTokenResponse tokens)) {
        throw new RefusedException(
            "the provider gives no token: " + answer.toErrorResponse().getErrorObject(), null);
      }
      IDTokenClaimsSet token =
          validator().validate(tokens.getOIDCTokens().getIDToken(), new Nonce(begun.nonce()));
      ClaimsSet claims = told(token) ? token : userInfo(tokens, token);
      return Map.entry(name(claims, token.getSubject()), roles(claims));
    } catch (IOException | BadJOSEException | JOSEException | GeneralException e) {
      throw new RefusedException("the provider's answer cannot be used: " + e.getMessage(), e);
    }
  }

  private IDTokenValidator validator() throws RefusedException, GeneralException {
    OIDCClientMetadata us = new OIDCClientMetadata();
    us.setIDTokenJWSAlg(algorithm());
    return IDTokenValidator.create(
        metadata(), new OIDCClientInformation(new ClientID(settings.clientId()), null, us, null));
  }

  /** What every provider can, unless it says that it cannot. Never one made with a secret. */
  private JWSAlgorithm algorithm() throws RefusedException {
    @Nullable List<JWSAlgorithm> can = metadata().getIDTokenJWSAlgs();
    return can == null || can.contains(JWSAlgorithm.RS256)
        ? JWSAlgorithm.RS256
        : can.stream()
            .filter(it -> JWSAlgorithm.Family.SIGNATURE.contains(it))
            .findFirst()
            .orElse(JWSAlgorithm.RS256);
  }

  private boolean told(IDTokenClaimsSet token) {
    return token.getClaim(settings.nameClaim()) != null
        && token.getClaim(settings.rolesClaim()) != null;
  }

  /** Strict providers keep out of the token what its user can be asked for. */
  private ClaimsSet userInfo(OIDCTokenResponse tokens, IDTokenClaimsSet token)
      throws RefusedException, IOException, ParseException {
    @Nullable URI endpoint = metadata().getUserInfoEndpointURI();
    if (endpoint == null) {
      return token;
    }
    HTTPRequest request =
        new UserInfoRequest(endpoint, tokens.getOIDCTokens().getAccessToken()).toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    var answer = UserInfoResponse.parse(request.send());
    if (!(answer instanceof UserInfoSuccessResponse success) || success.getUserInfo() == null) {
      throw new RefusedException("the provider does not say who its user is", null);
    }
    if (!success.getUserInfo().getSubject().equals(token.getSubject())) {
      throw new RefusedException("the provider speaks of two different users", null);
    }
    return success.getUserInfo();
  }

  private String name(ClaimsSet claims, Subject subject) {
    @Nullable String name = claims.getStringClaim(settings.nameClaim());
    return name == null || name.isBlank() ? subject.getValue() : name;
  }

  private Set<AccessRole> roles(ClaimsSet claims) {
    Set<String> groups =
        switch (claims.getClaim(settings.rolesClaim())) {
          case null -> Set.of();
          case List<?> several ->
              several.stream().map(Objects::toString).collect(Collectors.toUnmodifiableSet());
          case Object one -> Set.of(one.toString());
        };
    return settings.roles().entrySet().stream()
        .filter(role ->
            role.getValue().stream().anyMatch(group -> group.equals("*") || groups.contains(group)))
        .flatMap(role -> role.getKey().closure().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Read when it is first needed: a provider that is away must not keep us from starting. */
  private synchronized OIDCProviderMetadata metadata() throws RefusedException {
    if (metadata == null) {
      try {
        metadata =
            OIDCProviderMetadata.resolve(
                new Issuer(Objects.requireNonNull(settings.issuer())),
                TIMEOUT_MILLIS,
                TIMEOUT_MILLIS);
      } catch (GeneralException | IOException e) {
        throw new RefusedException(
            "the provider %s does not say what it can: %s"
                .formatted(settings.issuer(), e.getMessage()),
            e);
      }
    }
    return metadata;
  }
}
