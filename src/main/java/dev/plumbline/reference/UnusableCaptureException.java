package dev.plumbline.reference;

/** The draws make no reference; the message says why and what to do. */
public final class UnusableCaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableCaptureException(String message) {
    super(message);
  }
}
