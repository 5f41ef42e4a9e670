package dev.plumbline.role;

import org.jspecify.annotations.Nullable;

/** Why a process does not start, in one line, and what to do about it, in another. */
public class RefusedStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  public RefusedStartException(String problem, String remedy, @Nullable Throwable cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
