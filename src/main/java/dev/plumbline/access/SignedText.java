package dev.plumbline.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.input.SharedSecret;
import dev.plumbline.input.SharedSecret.MissingSecretException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Texts that a browser keeps for us and cannot change: signed under the secret that all processes
 * share with the provider anyway, so that any of them reads what another wrote, and all are void
 * once it is rotated.
 *
 * @param purpose signed too: what was made for one cannot be used for another
 */
record SignedText(SharedSecret secret, String purpose) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  String seal(String text) throws MissingSecretException {
    String written = ENCODER.encodeToString(text.getBytes(UTF_8));
    return written + "." + ENCODER.encodeToString(signature(written));
  }

  /** The text, if it is one that was sealed here and is as it was. */
  Optional<String> open(String sealed) throws MissingSecretException {
    int dot = sealed.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String written = sealed.substring(0, dot);
    try {
      byte[] signature = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
      return MessageDigest.isEqual(signature, signature(written))
          ? Optional.of(new String(Base64.getUrlDecoder().decode(written), UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private byte[] signature(String written) throws MissingSecretException {
    return secret.sign((purpose + "\n" + written).getBytes(UTF_8));
  }
}
