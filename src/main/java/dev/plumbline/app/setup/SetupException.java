package dev.plumbline.app.setup;

import org.jspecify.annotations.Nullable;

/** Why a server cannot be set up, and what to do about it. */
public final class SetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SetupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
