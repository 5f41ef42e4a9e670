package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {
  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "a\u202Eb, a⟨U+202E⟩b",
    "a\u2066b\u2069, a⟨U+2066⟩b⟨U+2069⟩",
    "a\u0007bell, a⟨U+0007⟩bell",
    "zero\u200Bwidth, zero⟨U+200B⟩width",
    "\uFEFFmark, ⟨U+FEFF⟩mark",
    "tag\uDB40\uDC41, tag⟨U+E0041⟩",
    "half\uD83D, half⟨U+D83D⟩",
    "line\u2028end, line⟨U+2028⟩end",
    "می\u200Cخواهم, می\u200Cخواهم",
    "👩\u200D🚀, 👩\u200D🚀",
    "ภาษาไทย, ภาษาไทย",
  })
  void whatCannotBeSeenIsWrittenOut(String text, String shown) {
    assertThat(Visible.text(text)).isEqualTo(shown);
  }

  @Test
  void linesStayLines() {
    assertThat(Visible.text("a\n\tb")).isEqualTo("a\n\tb");
  }
}
