package dev.plumbline.standalone;

import org.jspecify.annotations.Nullable;

/** Why standalone mode cannot start, in one line, and what to do about it, in another. */
public final class StandaloneException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  public StandaloneException(String problem, String remedy, @Nullable Throwable cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
