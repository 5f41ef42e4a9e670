package dev.plumbline.lab.model;

import java.util.List;

/** Finds the first stop text in an answer that grows piece by piece, and cuts it off. */
final class StopText {
  private final List<String> stops;
  private final StringBuilder text = new StringBuilder();

  StopText(List<String> stops) {
    this.stops = stops;
  }

  /** Reads the last of these pieces; where it completes a stop text, cuts that off the pieces. */
  boolean reachedBy(List<String> pieces) {
    if (stops.isEmpty()) {
      return false;
    }
    text.append(pieces.getLast());
    int found = stops.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(-1);
    if (found < 0) {
      return false;
    }
    int from = 0;
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      int kept = Math.clamp(found - from, 0, piece.length());
      from += piece.length();
      pieces.set(i, piece.substring(0, kept));
    }
    return true;
  }
}
