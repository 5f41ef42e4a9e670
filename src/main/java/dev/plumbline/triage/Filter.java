package dev.plumbline.triage;

import java.util.Locale;
import java.util.stream.Stream;

/** What the filter box does: every word typed must be somewhere in what a row says. */
final class Filter {
  private static final int LONGEST = 200;

  private Filter() {}

  static boolean matches(String words, String... texts) {
    String all = String.join(" ", texts).toLowerCase(Locale.ROOT);
    return Stream.of(words.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
  }

  /** What was typed, without what nobody types. */
  static String typed(String words) {
    String stripped = words.strip();
    return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST);
  }
}
