package dev.plumbline.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FeedbackReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountsReadingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:35:20Z");
  private static final String COUNT =
      """
      "minute": "2026-03-01T12:34:00Z", "model": "opus-4", "platform": "bedrock", \
      "exposure": 900, "reports": {"garbled": 3, "wrong-language": 1}\
      """;

  private final Catalog catalog;

  CountsReadingTest(@TempDir Path temp) {
    catalog = TestCounts.catalog(temp);
  }

  private List<FeedbackCounts> read(String json) throws UnusableCountsException {
    return new CountsJson(new CountsBatch(catalog, NOW)).read(json.getBytes(UTF_8));
  }

  private static String batch(String count) {
    return "{\"source\": \"app\", \"counts\": [{%s}]}".formatted(count);
  }

  @Test
  void countsAreReadAndGroupedByModelAndMinute() throws Exception {
    String other = COUNT.replace("bedrock", "vertex");
    List<FeedbackCounts> counts =
        read("{\"source\": \"app\", \"counts\": [{%s}, {%s}]}".formatted(COUNT, other));

    assertThat(counts).hasSize(1);
    FeedbackCounts minute = counts.getFirst();
    assertThat(minute.model()).isEqualTo("opus-4");
    assertThat(minute.cells())
        .extracting(FeedbackCounts.Cell::platform)
        .containsExactly("bedrock", "vertex");
    assertThat(minute.cells().getFirst())
        .isEqualTo(
            new FeedbackCounts.Cell(
                "bedrock",
                "*",
                "*",
                900,
                Map.of(FeedbackReason.GARBLED, 3L, FeedbackReason.WRONG_LANGUAGE, 1L)));
    assertThat(FeedbackFiles.json(FeedbackFiles.posted(counts).getFirst(), NOW)).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"garbled\": 3    | \"garbled\": -1             | counts[0].reports.garbled: is below 0",
        "\"garbled\": 3    | \"garbled\": 901            | counts[0].reports.garbled: is above the"
            + " exposure",
        "\"garbled\": 3    | \"garbled\": 2.5            | counts[0].reports.garbled: must be a"
            + " whole number",
        "\"garbled\": 3    | \"garbled\": \"it says x\"  | counts[0].reports.garbled: must be a"
            + " whole number",
        "\"garbled\": 3    | \"garbled\": null           | counts[0].reports.garbled: must be a"
            + " whole number",
        "\"garbled\": 3    | \"garbled\": 99999999999999999999 | counts[0].reports.garbled: must be"
            + " a whole number",
        "\"garbled\": 3    | \"rude\": 3                 | counts[0].reports.rude: is no reason;"
            + " use wrong-language, garbled",
        "\"garbled\": 3    | \"it said\\nhello you\": 3  | counts[0].reports.it?said?hello?you: is"
            + " no reason",
        "\"garbled\": 3    | \"garbled\": 3, \"garbled\": 4 | is no JSON, or has a field twice",
        "\"exposure\": 900 | \"exposure\": -1            | counts[0].exposure: is below 0",
        "\"exposure\": 900 | \"exposure\": \"900\"       | counts[0].exposure: must be a whole"
            + " number",
        "\"exposure\": 900, | \"x\": 1,                  | counts[0].x: is not known; use"
            + " accelerator, exposure, minute",
        "\"exposure\": 900, | \"comment\": \"so slow\", \"exposure\": 900, | counts[0].comment: is"
            + " not known",
        "\"exposure\": 900 | \"exposure\": 1000000000001 | counts[0].exposure: is above"
            + " 1000000000000",
        "12:34:00Z         | 12:34:01Z                   | counts[0].minute: must be the beginning"
            + " of a minute",
        "12:34:00Z         | 12:34:00+01:00x             | counts[0].minute: must be the beginning"
            + " of a minute",
        "12:34:00Z         | 12:36:00Z                   | counts[0].minute: is in the future",
        "03-01T12:34       | 02-28T12:34                 | counts[0].minute: is more than 24 hours"
            + " ago",
        "\"opus-4\"        | \"opus-5\"                  | counts[0]: the catalog has no target of"
            + " opus-5/bedrock/*/*",
        "\"bedrock\"       | \"azure\"                   | the catalog has no target of"
            + " opus-4/azure/*/*",
        "\"bedrock\"       | \"Bed rock\"                | counts[0].platform: is no label",
        "\"bedrock\"       | \"*\"                       | counts[0].platform: is no label",
        "\"bedrock\"       | 7                           | counts[0].platform: must be a text",
        "\"bedrock\"       | \"bedrock\", \"pool\": \"tpu-a\" | counts[0].pool: is named without"
            + " its accelerator",
        "\"bedrock\"       | \"bedrock\", \"accelerator\": \"npu\" | no target of"
            + " opus-4/bedrock/npu/*",
        "\"reports\": {    | \"reports\": 3, \"r\": {    | counts[0].reports: must be counts by"
            + " reason",
      })
  void whatIsWrongIsNamedWithItsRemedy(String good, String bad, String message) {
    assertThat(batch(COUNT)).contains(good);
    assertThatThrownBy(() -> read(batch(COUNT.replace(good, bad))))
        .isInstanceOf(UnusableCountsException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "''                                     | is no JSON",
        "[]                                     | batch: must be an object",
        "{\"source\": \"app\"}                  | counts: must be a list of 1 to 2000",
        "{\"source\": \"app\", \"counts\": []}  | counts: must be a list",
        "{\"source\": \"app\", \"counts\": [3]} | counts[0]: must be an object",
        "{\"source\": \"app\", \"counts\": [], \"text\": \"hi\"} | text: is not known; use counts,"
            + " source",
        "{\"source\": \"An App\", \"counts\": [3]} | source: give 1 to 32 lower-case letters",
        "{\"counts\": [3]}                      | source: give 1 to 32",
        "{} {}                                  | is no JSON",
        "{\"source\": \"app\"                   | line 1, column",
      })
  void aWrongBatchIsRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnusableCountsException.class)
        .hasMessageContaining(message);
  }

  /** What a user wrote goes nowhere, not even into the answer that refuses it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\": \"my secret\", \"counts\": [{\"model\": \"my secret\"}]}",
        "{\"source\": \"app\", \"counts\": [{\"comment\": \"my secret\"}]}",
        "{\"source\": \"app\", \"counts\": [{\"reports\": {\"garbled\": \"my secret\"}}]}",
        "{\"source\": \"app\", \"counts\": \"my secret\"}",
        "my secret",
      })
  void textIsNotRepeated(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnusableCountsException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void theSameLabelsTwiceAreOneTooMany() {
    assertThatThrownBy(
            () -> read("{\"source\": \"app\", \"counts\": [{%s}, {%s}]}".formatted(COUNT, COUNT)))
        .hasMessage("counts[1].minute: has these labels twice; add the counts up");
  }

  @Test
  void csvSaysTheSame() throws Exception {
    String csv =
        """
        minute,model,platform,exposure,reason,count
        2026-03-01T12:34:00Z,opus-4,bedrock,900,garbled,3
        2026-03-01T12:34:00Z,opus-4,bedrock,900,wrong-language,1
        """;

    assertThat(new CountsCsv(new CountsBatch(catalog, NOW)).read("app", csv))
        .isEqualTo(read(batch(COUNT)));
    assertThat(FeedbackFiles.csv("app", csv.replace("wrong-language,1", ","), NOW).getFirst())
        .satisfies(it -> assertThat(it.cells().getFirst().reports()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "exposure,reason | exposure,comment,reason | column comment: is not known; use accelerator",
        "exposure,reason | reason                  | column exposure: is missing",
        "exposure,reason | exposure,reason,reason  | line 1: has a column twice",
        "garbled,3       | garbled                 | line 2: has 5 values for 6 columns",
        "garbled,3       | garbled,many            | line 2.count: must be a whole number",
        "garbled,3       | rude,3                  | line 2.reason: is none; use wrong-language",
        "garbled,3       | ,3                      | line 2.reason: is none",
        "garbled,3       | garbled,901             | line 2.reports.garbled: is above the exposure",
        "bedrock,900,w   | bedrock,901,w           | line 3.exposure: is not that of line 2",
        "wrong-language  | garbled                 | line 3.reason: was counted before",
        "12:34:00Z,opus-4,bedrock,900,g | noon,opus-4,bedrock,900,g | line 2.minute: must be",
      })
  void whatIsWrongInCsvIsNamedWithItsLine(String good, String bad, String message) {
    String csv =
        """
        minute,model,platform,exposure,reason,count
        2026-03-01T12:34:00Z,opus-4,bedrock,900,garbled,3
        2026-03-01T12:34:00Z,opus-4,bedrock,900,wrong-language,1
        """;
    assertThat(csv).contains(good);
    assertThatThrownBy(() -> FeedbackFiles.csv("app", csv.replaceFirst(good, bad), NOW))
        .isInstanceOf(UnusableCountsException.class)
        .hasMessageContaining(message);
  }
}
