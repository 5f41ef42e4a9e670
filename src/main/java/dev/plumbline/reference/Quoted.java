package dev.plumbline.reference;

import java.util.stream.Collectors;

/** Anybody's text on one line, in double quotes that YAML and people read. */
final class Quoted {
  private Quoted() {}

  /** Whatever does not print is written by its number: a line break would end a comment. */
  static String of(String text) {
    return text.codePoints()
        .mapToObj(Quoted::character)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String character(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          code < 0x10000 ? "\\u%04X".formatted(code) : "\\U%08X".formatted(code);
      default -> code == '"' || code == '\\' ? "\\" + (char) code : Character.toString(code);
    };
  }
}
