package dev.plumbline.feedback;

import java.util.List;

/** Counts that are not what they should be; every message names the field and the remedy. */
public final class UnusableCountsException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_TOLD = 20;

  UnusableCountsException(List<String> errors) {
    super(
        String.join("\n", errors.subList(0, Math.min(MOST_TOLD, errors.size())))
            + (errors.size() > MOST_TOLD
                ? "\nand %d more".formatted(errors.size() - MOST_TOLD)
                : ""));
  }
}
