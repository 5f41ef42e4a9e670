package dev.plumbline.detect.history;

/** What was given cannot be tested on; the message names the place and the remedy. */
public final class UnusableHistoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableHistoryException(String place, String problem, String remedy) {
    super("%s: %s — %s".formatted(place, problem, remedy));
  }
}
