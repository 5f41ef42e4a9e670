package dev.plumbline.triage;

import dev.plumbline.gate.GateViews;
import dev.plumbline.gate.Verdict;

/** How a release question stands. Told by a glyph and a word; colour only repeats it. */
enum GateStanding {
  FAIL("▲", "fail", "is-page"),
  ERROR("◆", "error", "is-ticket"),
  INCONCLUSIVE("△", "inconclusive", "is-warning"),
  RUNNING("◌", "running", "is-stale"),
  PASS("●", "pass", "is-healthy");

  private final String glyph;
  private final String word;
  private final String style;

  GateStanding(String glyph, String word, String style) {
    this.glyph = glyph;
    this.word = word;
    this.style = style;
  }

  static GateStanding of(GateViews.Headline headline) {
    if (headline.running()) {
      return RUNNING;
    }
    return switch (headline.body().judged()) {
      case Verdict.Pass _ -> PASS;
      case Verdict.Fail _ -> FAIL;
      case Verdict.Inconclusive _ -> INCONCLUSIVE;
      case Verdict.Broken _ -> ERROR;
    };
  }

  String glyph() {
    return glyph;
  }

  String word() {
    return word;
  }

  /** Name of the style. */
  String style() {
    return style;
  }
}
