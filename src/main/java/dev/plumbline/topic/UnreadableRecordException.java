package dev.plumbline.topic;

import org.jspecify.annotations.Nullable;

/** A record that is not what its topic promises; goes to a dead-letter topic with this message. */
public final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
