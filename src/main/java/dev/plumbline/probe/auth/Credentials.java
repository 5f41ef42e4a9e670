package dev.plumbline.probe.auth;

import dev.plumbline.catalog.CredentialRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds secrets where the catalog says they are, at each use: rotating one needs no restart. */
public final class Credentials {
  private final UnaryOperator<@Nullable String> environment;

  /** Credentials of this process. */
  public Credentials() {
    this(System::getenv);
  }

  Credentials(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the secret, without the white space around it.
   *
   * @throws MissingCredentialException if it is not there, empty, or no header could carry it
   */
  public Secret secret(CredentialRef reference) throws MissingCredentialException {
    return switch (reference) {
      case CredentialRef.EnvironmentVariable(String name) -> fromEnvironment(name);
      case CredentialRef.SecretFile(Path path) -> fromFile(path);
    };
  }

  private Secret fromEnvironment(String name) throws MissingCredentialException {
    String value = environment.apply(name);
    if (value == null) {
      throw new MissingCredentialException(
          ("environment variable %s is not set: set it for the worker, or change 'credential' in"
                  + " the catalog")
              .formatted(name));
    }
    return checked(value, "environment variable " + name);
  }

  private static Secret fromFile(Path path) throws MissingCredentialException {
    try {
      return checked(Files.readString(path), "file " + path);
    } catch (IOException e) {
      throw new MissingCredentialException(
          ("file %s cannot be read (%s): make it readable for the worker, or change 'credential'"
                  + " in the catalog")
              .formatted(path, e.getClass().getSimpleName()));
    }
  }

  private static Secret checked(String value, String place) throws MissingCredentialException {
    String secret = value.strip();
    if (secret.isEmpty()) {
      throw new MissingCredentialException(place + " is empty: put the bare key there");
    }
    if (!secret.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
      throw new MissingCredentialException(
          place
              + " holds more than a key (white space or characters outside ASCII):"
              + " put the bare key there");
    }
    return new Secret(secret);
  }
}
