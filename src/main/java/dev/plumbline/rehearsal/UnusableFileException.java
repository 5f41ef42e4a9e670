package dev.plumbline.rehearsal;

/** A timeline or readings that cannot be used; the message names file, line and remedy. */
public final class UnusableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String message) {
    super(message);
  }
}
