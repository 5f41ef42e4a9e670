package dev.plumbline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured survives in its file, and the page shows it and nothing else. */
class DetectionReportTest {
  private static final String PAGE =
      "before\n<!-- detection: begin -->\nof last time\n<!-- detection: end -->\nafter\n";

  @TempDir Path folder;

  private static Measurement cell(String rule, int window, String size, double trials) {
    Map<String, Object> delay =
        Map.of("share", 0.05, "trials", trials, "trialsError", 0.0, "missed", 0.0);
    return new Measurement(
        "side-by-side",
        rule + window,
        size,
        "abc1234",
        1.5,
        Map.of("rule", rule, "window", window, "p0", 1e-3, "delays", List.of(delay)));
  }

  @Test
  void whatIsMeasuredIsNotMeasuredAgain() {
    ResultsFile file = new ResultsFile(folder.resolve("new/results.jsonl"));
    assertThat(file.has("side-by-side", "Plumbline0")).isFalse();
    file.append(cell("Plumbline", 0, "small", 110));
    assertThat(file.has("side-by-side", "Plumbline0")).isTrue();
    assertThat(file.has("fleet", "Plumbline0")).isFalse();
    assertThat(file.all()).containsExactly(cell("Plumbline", 0, "small", 110));
  }

  @Test
  void infinityIsLeftOutAndReadAsInfinity() {
    ResultsFile file = new ResultsFile(folder.resolve("results.jsonl"));
    file.append(
        new Measurement(
            "fleet", "x", "small", "abc", 1, Map.of("arl", Double.POSITIVE_INFINITY, "n", 1)));
    assertThat(file.all().getFirst().values()).containsOnlyKeys("n");
    assertThat(file.all().getFirst().number("arl")).isInfinite();
  }

  @Test
  void ratiosAreToTheClairvoyantAndTheFullSizeReplacesTheSmall() throws IOException {
    Path page = Files.writeString(folder.resolve("page.md"), PAGE);
    new DetectionReport(
            List.of(
                cell("clairvoyant CUSUM", 0, "small", 100),
                cell("Plumbline", 0, "small", 150),
                cell("count, tumbling", 60, "small", 330)),
            List.of(cell("Plumbline", 0, "full", 110)))
        .write(page, folder);
    assertThat(Files.readString(page))
        .startsWith("before\n")
        .endsWith("after\n")
        .doesNotContain("of last time")
        .contains("2 cells in small size on abc1234, 1 cells in full size on abc1234")
        .contains("| Plumbline |  |  | 1.10 (1.10 to 1.10) |")
        .contains("| count, tumbling, 1 h | 3.00 | 1e-3, 5 % | 3.00 |");
    assertThat(folder.resolve("delay-1e-3.svg"))
        .content()
        .contains("polyline")
        .endsWith("</svg>\n");
  }

  @Test
  void aPageWithoutTheMarksSaysWhatIsMissing() {
    assertThatThrownBy(() -> MarkedPage.replaced("nothing", "detection", "text"))
        .hasMessageContaining("<!-- detection: begin -->");
  }

  /** 20 months take a second and a page a month is allowed; without pooling none would be seen. */
  @Test
  void theHealthyFleetIsTheOnePlanned() {
    Map<String, Object> pages = HealthyFleet.pages(1, Chance.of("test"));
    assertThat(pages).containsEntry("leaves", 300).containsEntry("pooled", 120);
    assertThat(pages.get("leafThreshold"))
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isBetween(1.61e7, 1.63e7);
  }
}
