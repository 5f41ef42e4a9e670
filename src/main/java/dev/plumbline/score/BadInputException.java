package dev.plumbline.score;

import org.jspecify.annotations.Nullable;

/** A file given to score that is not what it should be; the message names it and the remedy. */
public final class BadInputException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
