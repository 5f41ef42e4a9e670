package dev.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of which one part is written by a program, between two comments; the rest stays as it is.
 */
final class MarkedPage {
  private MarkedPage() {}

  /** Puts a text between {@code <!-- name: begin -->} and {@code <!-- name: end -->}. */
  static void write(Path page, String name, String text) throws IOException {
    Files.writeString(page, replaced(Files.readString(page), name, text));
  }

  static String replaced(String page, String name, String text) {
    String begin = "<!-- %s: begin -->".formatted(name);
    String end = "<!-- %s: end -->".formatted(name);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "the page has no line '%s' with a later line '%s'; add both where the text belongs"
              .formatted(begin, end));
    }
    return page.substring(0, from + begin.length())
        + "\n"
        + text.strip()
        + "\n"
        + page.substring(to);
  }
}
