package dev.plumbline.standalone;

import dev.plumbline.role.RefusedStartException;
import org.jspecify.annotations.Nullable;

/** Why standalone mode cannot start. */
public final class StandaloneException extends RefusedStartException {
  private static final long serialVersionUID = 1L;

  public StandaloneException(String problem, String remedy, @Nullable Throwable cause) {
    super(problem, remedy, cause);
  }
}
