package dev.plumbline.score;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Which flagged readings are wanted.
 *
 * @param target its name; empty: any
 * @param check its name; empty: any
 * @param before only what comes after this in the list
 */
record FlaggedQuery(String target, String check, Cursor before, int limit) {

  /** A place in the list, which is ordered by time, exchange and check, newest first. */
  record Cursor(Instant scheduledAt, String exchange, String check) {
    private static final String SEPARATOR = "~";

    /** Before every instant the database knows. */
    static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), "", "");

    static Cursor after(FlaggedReading last) {
      return new Cursor(last.scheduledAt(), last.exchange(), last.check());
    }

    /**
     * Reads what {@link #toString()} writes, or an instant alone.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Cursor parse(String text) {
      String[] parts = text.split(SEPARATOR, 3);
      try {
        return new Cursor(
            Instant.parse(parts[0]),
            parts.length > 1 ? parts[1] : "",
            parts.length > 2 ? parts[2] : "");
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "before: '%s' is neither an instant such as 2026-01-31T12:00:00Z nor the next of a page"
                .formatted(text),
            e);
      }
    }

    @Override
    public String toString() {
      return String.join(SEPARATOR, scheduledAt.toString(), exchange, check);
    }
  }
}
