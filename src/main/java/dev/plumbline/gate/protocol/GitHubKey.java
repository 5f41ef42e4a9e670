package dev.plumbline.gate.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A GitHub App's private key, read where it is at each use; what it signs says who we are. */
final class GitHubKey {
  private static final String SETTING = "plumbline.gate.github.key";
  private static final Duration BACK = Duration.ofMinutes(1);
  private static final Duration VALID = Duration.ofMinutes(8);

  private final GitHubProperties properties;
  private final UnaryOperator<@Nullable String> environment;

  GitHubKey(GitHubProperties properties, UnaryOperator<@Nullable String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * A token that GitHub takes for the App's, for a few minutes.
   *
   * @throws IOException if there is no key, or it signs nothing; the message names the setting
   */
  String token(Instant now) throws IOException {
    String app = properties.appId();
    if (app == null || app.isBlank()) {
      throw new IOException("plumbline.gate.github.app-id is missing");
    }
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.RS256),
              new JWTClaimsSet.Builder()
                  .issuer(app)
                  .issueTime(Date.from(now.minus(BACK)))
                  .expirationTime(Date.from(now.plus(VALID)))
                  .build());
      token.sign(new RSASSASigner(JWK.parseFromPEMEncodedObjects(pem()).toRSAKey()));
      return token.serialize();
    } catch (JOSEException | ClassCastException e) {
      // The cause may quote the key.
      throw new IOException(SETTING + " leads to no RSA private key in PEM");
    }
  }

  private String pem() throws IOException {
    String reference = properties.key() == null ? "" : properties.key();
    if (reference.startsWith("env:")) {
      String value = environment.apply(reference.substring("env:".length()));
      if (value != null) {
        return value;
      }
    } else if (reference.startsWith("file:")) {
      try {
        return Files.readString(Path.of(reference.substring("file:".length())));
      } catch (IOException e) {
        throw new IOException(
            "%s: the file cannot be read (%s)".formatted(SETTING, e.getClass().getSimpleName()));
      }
    }
    throw new IOException(SETTING + " leads nowhere: write env:NAME or file:/path");
  }
}
