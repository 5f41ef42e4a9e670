package dev.plumbline.probe.auth;

/** A credential that is not where the catalog says; the message names the place and the remedy. */
public final class MissingCredentialException extends Exception {
  private static final long serialVersionUID = 1L;

  MissingCredentialException(String message) {
    super(message);
  }
}
