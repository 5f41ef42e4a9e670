package dev.plumbline.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a token: never the token.
 *
 * @param name who holds it, for the audit
 * @param roles with those they imply
 * @param sha256 of the token, in hexadecimal digits; no slow hash, since a token is 256 random bits
 *     and nobody guesses those
 * @param expires from when on it is nothing; null: never
 */
record AccessToken(String name, Set<AccessRole> roles, String sha256, @Nullable Instant expires) {
  /** Lets scanners of repositories find a token that was committed. */
  static final String PREFIX = "plb_";

  private static final int BYTES = 32;

  AccessToken {
    roles = Set.copyOf(roles);
  }

  boolean isExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  /** A new token; its source must be one that nobody can foresee. */
  static String random(RandomGenerator secure) {
    byte[] bytes = new byte[BYTES];
    secure.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What stands in the file for a token. */
  static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
