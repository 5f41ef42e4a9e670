package dev.plumbline.catalog;

import java.nio.file.Path;

/** Where a secret is found, never the secret itself. */
public sealed interface CredentialRef {
  /** {@code env:NAME}: an environment variable of the worker. */
  record EnvironmentVariable(String name) implements CredentialRef {}

  /** {@code file:/path}: a file, read at each use so that rotation needs no restart. */
  record SecretFile(Path path) implements CredentialRef {}
}
