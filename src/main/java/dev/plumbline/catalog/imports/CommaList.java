package dev.plumbline.catalog.imports;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts between commas, as promptfoo writes lists in a cell: white space around them falls away,
 * empty ones too, and a comma inside double quotes is part of the text. A quote inside quotes is
 * doubled or follows a backslash.
 */
final class CommaList {
  private final String text;
  private int at;

  private CommaList(String text) {
    this.text = text;
  }

  /**
   * The texts in their order.
   *
   * @throws IllegalArgumentException if a quote is not closed, or no comma follows one
   */
  static List<String> of(String text) {
    return new CommaList(text).read();
  }

  private List<String> read() {
    List<String> found = new ArrayList<>();
    for (skip(", \t\r\n"); at < text.length(); skip(", \t\r\n")) {
      found.add(text.charAt(at) == '"' ? quoted() : plain());
    }
    return found;
  }

  private String plain() {
    int comma = text.indexOf(',', at);
    int end = comma < 0 ? text.length() : comma;
    String item = text.substring(at, end).strip();
    at = end;
    return item;
  }

  private String quoted() {
    StringBuilder item = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char character = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if ((character == '\\' && (next == '"' || next == '\\'))
          || (character == '"' && next == '"')) {
        item.append(next);
        at++;
      } else if (character == '"') {
        at++;
        requireComma();
        return item.toString();
      } else {
        item.append(character);
      }
    }
    throw new IllegalArgumentException("a quote that is not closed");
  }

  private void requireComma() {
    skip(" \t\r\n");
    if (at < text.length() && text.charAt(at) != ',') {
      throw new IllegalArgumentException("something other than a comma after a quoted text");
    }
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
