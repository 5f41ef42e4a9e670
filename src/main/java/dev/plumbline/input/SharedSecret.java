package dev.plumbline.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.catalog.CredentialRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A secret shared with a sender, read where it is at each use: rotating it needs no restart. */
public final class SharedSecret {
  private static final int SHORTEST = 16;

  private final CredentialRef reference;
  private final UnaryOperator<@Nullable String> environment;

  private SharedSecret(CredentialRef reference, UnaryOperator<@Nullable String> environment) {
    this.reference = reference;
    this.environment = environment;
  }

  /**
   * A reference {@code env:NAME} or {@code file:/path}; null where there is none.
   *
   * @throws IllegalArgumentException if it is something else, which may be the secret itself: the
   *     message does not repeat it
   */
  public static @Nullable SharedSecret of(
      String setting, @Nullable String text, UnaryOperator<@Nullable String> environment) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.startsWith("env:") && text.length() > 4) {
      return new SharedSecret(
          new CredentialRef.EnvironmentVariable(text.substring(4)), environment);
    }
    if (text.startsWith("file:")) {
      try {
        return new SharedSecret(
            new CredentialRef.SecretFile(Path.of(text.substring(5))), environment);
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(setting + " names no valid path: write file:/path");
      }
    }
    throw new IllegalArgumentException(
        setting + " is not a reference (not shown): write env:NAME or file:/path");
  }

  /**
   * Whether a text is the secret, in a time that does not tell how much of it was right.
   *
   * @throws MissingSecretException if the secret is not where it should be
   */
  public boolean is(String text) throws MissingSecretException {
    return MessageDigest.isEqual(read(), text.getBytes(UTF_8));
  }

  /**
   * HMAC-SHA-256 of bytes under the secret.
   *
   * @throws MissingSecretException if the secret is not where it should be
   */
  public byte[] sign(byte[] bytes) throws MissingSecretException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(read(), "HmacSHA256"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /**
   * The secret, for who must send it.
   *
   * @throws MissingSecretException if the secret is not where it should be
   */
  public String text() throws MissingSecretException {
    return new String(read(), UTF_8);
  }

  private byte[] read() throws MissingSecretException {
    return switch (reference) {
      case CredentialRef.EnvironmentVariable(String name) ->
          checked(environment.apply(name), "environment variable " + name);
      case CredentialRef.SecretFile(Path path) -> {
        try {
          yield checked(Files.readString(path), "file " + path);
        } catch (IOException e) {
          throw new MissingSecretException(
              "file %s cannot be read (%s)".formatted(path, e.getClass().getSimpleName()));
        }
      }
    };
  }

  /** A secret that can be guessed proves nothing. */
  private static byte[] checked(@Nullable String value, String place)
      throws MissingSecretException {
    if (value == null || value.strip().length() < SHORTEST) {
      throw new MissingSecretException(
          "%s holds no secret of %d characters or more".formatted(place, SHORTEST));
    }
    return value.strip().getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return "SharedSecret[…]";
  }

  /** It is not where the settings say; the message names the place. */
  public static final class MissingSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    MissingSecretException(String message) {
      super(message);
    }
  }
}
