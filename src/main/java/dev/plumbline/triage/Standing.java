package dev.plumbline.triage;

import java.util.Locale;

/** How a target stands, the worst first. Told by a glyph and a word; colour only repeats it. */
enum Standing {
  PAGE("▲", "page"),
  TICKET("◆", "ticket"),
  STALE("◌", "stale"),
  NO_DATA("○", "no data"),
  WARNING("△", "warning"),
  PAUSED("‖", "paused"),
  HEALTHY("●", "healthy");

  private final String glyph;
  private final String word;

  Standing(String glyph, String word) {
    this.glyph = glyph;
    this.word = word;
  }

  String glyph() {
    return glyph;
  }

  String word() {
    return word;
  }

  /** Name of the style. */
  String style() {
    return "is-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Standing or(Standing other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
