package dev.plumbline.lab.chat;

import java.util.ArrayList;
import java.util.List;

/** Cuts the arguments of a tool call for a stream, between characters. */
final class ArgumentPieces {
  private static final int LONGEST = 8;

  private ArgumentPieces() {}

  /** An empty piece, which goes with the tool's name, and the rest. */
  static List<String> of(String arguments) {
    List<String> pieces = new ArrayList<>(List.of(""));
    for (int from = 0; from < arguments.length(); ) {
      int to = Math.min(from + LONGEST, arguments.length());
      if (to < arguments.length() && Character.isLowSurrogate(arguments.charAt(to))) {
        to++;
      }
      pieces.add(arguments.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
