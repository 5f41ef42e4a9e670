package dev.plumbline.lab.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the first stop text in an answer that grows piece by piece, and cuts it off. */
final class StopText {
  private final List<String> stops;
  private final StringBuilder text = new StringBuilder();

  StopText(List<String> stops) {
    this.stops = stops;
  }

  /** Reads the last of these pieces; where it completes a stop text, cuts that off the pieces. */
  @Nullable String reachedBy(List<String> pieces) {
    if (stops.isEmpty()) {
      return null;
    }
    text.append(pieces.getLast());
    Optional<String> first =
        stops.stream()
            .filter(stop -> text.indexOf(stop) >= 0)
            .min(Comparator.comparingInt(text::indexOf));
    first.ifPresent(stop -> cut(pieces, text.indexOf(stop)));
    return first.orElse(null);
  }

  private static void cut(List<String> pieces, int found) {
    int from = 0;
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      int kept = Math.clamp(found - from, 0, piece.length());
      from += piece.length();
      pieces.set(i, piece.substring(0, kept));
    }
  }
}
