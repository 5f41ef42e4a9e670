package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Malformed;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Writes and reads {@code env:NAME} and {@code file:/path}. */
final class Credentials {
  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";

  private Credentials() {}

  /** A text of another form may be the secret itself: no message repeats it. */
  static CredentialRef parse(String text) {
    if (text.startsWith(ENVIRONMENT)) {
      return new CredentialRef.EnvironmentVariable(text.substring(ENVIRONMENT.length()));
    }
    if (text.startsWith(FILE)) {
      return new CredentialRef.SecretFile(path(text.substring(FILE.length())));
    }
    throw new Malformed("is not a reference", "write env:NAME or file:/path");
  }

  /** The file that {@code file:/path} names. */
  static Path file(String text) {
    if (!text.startsWith(FILE)) {
      throw new Malformed("is no file", "write file:/path");
    }
    return path(text.substring(FILE.length()));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Malformed("names no valid path", "write file:/path");
    }
  }

  static String text(CredentialRef credential) {
    return switch (credential) {
      case CredentialRef.EnvironmentVariable(String name) -> ENVIRONMENT + name;
      case CredentialRef.SecretFile(Path path) -> FILE + path;
    };
  }
}
