package dev.plumbline.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.SuiteFile;
import dev.plumbline.reference.BorderFindings.Spent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was found is a suite that the catalog reads, whatever a model said at its borders. */
class BorderSuiteTest {
  @Test
  void isASuiteThatFeedsTheCheck() {
    String yaml = suite("border-ash", 0.0).yaml(findings("Heads or tails?", "Heads", "Tails"));
    Suite read = SuiteFile.read("x.yaml", yaml);
    assertThat(read.name()).isEqualTo("border-ash");
    assertThat(read.probes())
        .singleElement()
        .satisfies(probe -> {
          assertThat(probe.checks())
              .contains(new CheckUse.Plain("border-token"), new CheckUse.Plain("routing"));
          assertThat(probe.sampling()).isEqualTo(sampling(0.0));
        });
    assertThat(yaml)
        .contains(
            "# Border prompts of \"ash/cloud\", found 2026-01-02T03:04:05Z",
            "# among 99 candidates of seed 1 by 1,234 requests, at temperature 0 and 1 tokens at most.",
            "# Shares are of 50 draws",
            "# \"Heads\" 0.60, \"Tails\" 0.40");
  }

  @Test
  void aTargetThatTakesNoTemperatureIsSentNone() {
    String yaml = suite("border-ash", null).yaml(findings("Heads or tails?", "Heads", "Tails"));
    assertThat(yaml).contains("temperature: null", "at the target's own sampling");
    assertThat(SuiteFile.read("x.yaml", yaml).probes().getFirst().sampling().temperature())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n",
        "\t",
        "\"",
        "\\",
        "#",
        ": {[",
        "\u2028",
        "\u0085",
        "\u0000",
        "\u007f",
        "\ufeff",
        "\ufffd",
        "\ud83d",
        "\ud83d\ude00",
        "%s %n",
        "'",
        ""
      })
  void anythingMaySurfaceAtABorder(String odd) {
    String yaml = suite("border-ash", 0.0).yaml(findings("Say it.", odd, "plain"));
    assertThat(SuiteFile.read("x.yaml", yaml).probes()).hasSize(1);
  }

  @Test
  void anAnswerThatEndsAtOnceIsNoToken() {
    assertThat(suite("border-ash", 0.0).yaml(findings("Say it.", "", "a")))
        .contains("# (end) 0.60, \"a\" 0.40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"quoted\"",
        "back\\slash",
        "# no comment",
        "a: b",
        "Tab\there",
        "日本語か",
        "😀 or 😃?"
      })
  void promptsAreAskedAsTheyWereFound(String prompt) {
    String yaml = suite("border-ash", 0.0).yaml(findings(prompt, "a", "b"));
    assertThat(SuiteFile.read("x.yaml", yaml).probes().getFirst().messages().getFirst().content())
        .isEqualTo(prompt);
  }

  @Test
  void whatTheCatalogWouldRefuseIsNotWritten() {
    assertThatThrownBy(() -> suite("No Name!", 0.0).yaml(findings("a?", "a", "b")))
        .isInstanceOf(InvalidCatalogException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "haiku-3.5/claude-api/gpu/gpu-a, border-haiku-3.5_claude-api_gpu_gpu-a",
    "GPT 4/Azure:west, border-gpt_4_azure_west",
  })
  void aNameIsMadeOfTheTargets(String target, String name) {
    assertThat(BorderSuite.nameFor(target)).isEqualTo(name);
    assertThat(BorderSuite.nameFor(target.repeat(9))).hasSizeLessThanOrEqualTo(100);
  }

  private static BorderSuite suite(String name, @Nullable Double temperature) {
    return new BorderSuite(
        name,
        "ash/cloud",
        Instant.parse("2026-01-02T03:04:05Z"),
        "candidates of seed 1",
        new BorderSettings(5, 5000, 50, 0.2, 0.1, sampling(temperature), false));
  }

  private static Sampling sampling(@Nullable Double temperature) {
    return new Sampling(temperature, null, null, 1, null, false);
  }

  private static BorderFindings findings(String prompt, String first, String second) {
    List<String> units = new ArrayList<>(Collections.nCopies(30, first));
    units.addAll(Collections.nCopies(20, second));
    return new BorderFindings(
        List.of(new BorderPrompt(prompt, FirstTokens.of(units))),
        99,
        3,
        2,
        new Spent(1234, 0, 0, null));
  }
}
