package dev.plumbline.input;

import dev.plumbline.input.SharedSecret.MissingSecretException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How a sender proves who it is. */
public sealed interface Proof {

  /** What the proof is made of. */
  @SuppressWarnings("ArrayRecordComponent") // looked at once
  record Delivery(
      @Nullable String authorization, @Nullable String signature, boolean local, byte[] body) {}

  /** What came of it; the reason is told to the sender. */
  sealed interface Verdict {
    record Proven() implements Verdict {}

    /** It cannot be proven here: settings lack what is needed. */
    record Closed(String reason) implements Verdict {}

    record Refused(String reason) implements Verdict {}
  }

  /**
   * Looks at a delivery.
   *
   * @throws MissingSecretException if the secret is not where the settings say
   */
  Verdict of(Delivery delivery) throws MissingSecretException;

  /** GitHub's: the raw body signed with a shared secret. Without a secret nothing is taken. */
  record Signature(@Nullable SharedSecret secret, String setting) implements Proof {
    private static final String PREFIX = "sha256=";

    @Override
    public Verdict of(Delivery delivery) throws MissingSecretException {
      if (secret == null) {
        return new Verdict.Closed("closed until %s names a secret".formatted(setting));
      }
      @Nullable String signature = delivery.signature();
      if (signature == null) {
        return new Verdict.Refused("no X-Hub-Signature-256: give the webhook a secret");
      }
      byte[] signed = secret.sign(delivery.body());
      return MessageDigest.isEqual(signed, bytes(signature))
          ? new Verdict.Proven()
          : new Verdict.Refused("X-Hub-Signature-256 is not of this body and the secret");
    }

    private static byte[] bytes(String signature) {
      try {
        return signature.startsWith(PREFIX)
            ? HexFormat.of().parseHex(signature.substring(PREFIX.length()))
            : new byte[0];
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  }

  /** A shared token. Without one, only this machine is heard. */
  record Bearer(@Nullable SharedSecret token, String setting) implements Proof {
    private static final String SCHEME = "Bearer ";

    @Override
    public Verdict of(Delivery delivery) throws MissingSecretException {
      if (token == null) {
        return delivery.local()
            ? new Verdict.Proven()
            : new Verdict.Closed(
                "closed to other machines until %s names a token".formatted(setting));
      }
      @Nullable String given = delivery.authorization();
      return given != null
              && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
              && token.is(given.substring(SCHEME.length()).strip())
          ? new Verdict.Proven()
          : new Verdict.Refused("the header Authorization does not carry the token");
    }
  }
}
