package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Malformed;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Writes and reads {@code env:NAME} and {@code file:/path}. */
final class Credentials {
  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";

  private Credentials() {}

  /** A text of another form was refused by the schema, unseen; it is not repeated here either. */
  static CredentialRef parse(String text) {
    if (text.startsWith(ENVIRONMENT)) {
      return new CredentialRef.EnvironmentVariable(text.substring(ENVIRONMENT.length()));
    }
    try {
      return new CredentialRef.SecretFile(
          Path.of(text.startsWith(FILE) ? text.substring(FILE.length()) : "/"));
    } catch (InvalidPathException e) {
      throw new Malformed("names no valid path: " + e.getReason(), "write file:/path");
    }
  }

  static String text(CredentialRef credential) {
    return switch (credential) {
      case CredentialRef.EnvironmentVariable(String name) -> ENVIRONMENT + name;
      case CredentialRef.SecretFile(Path path) -> FILE + path;
    };
  }
}
