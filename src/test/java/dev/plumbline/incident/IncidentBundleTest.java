package dev.plumbline.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeDesk;
import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.score.exhibit.Exhibit;
import dev.plumbline.topic.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The archive and its texts; what stands in the folders of exchanges is tested where it is made.
 */
class IncidentBundleTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final Detection FIRST =
      withExchanges(
          Practice.failingSticky(
              Practice.alarm("argmax", OPUS_TPU)
                  .failing(OPUS_TPU, 12)
                  .failing("haiku-3.5/cloud-b/gpu/*", 3)
                  .detection()));

  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @RegisterExtension private final Database database = new Database();
  private final Set<String> kept = new TreeSet<>();

  private static Detection withExchanges(Detection detection) {
    return new Detection(
        detection.id(),
        detection.series(),
        detection.kind(),
        detection.at(),
        detection.trials(),
        detection.logEvidence(),
        detection.logThreshold(),
        detection.onset(),
        detection.effect(),
        detection.leaves(),
        IntStream.range(0, 30).mapToObj("e%02d"::formatted).toList());
  }

  private Optional<Exhibit> exhibit(String id) {
    return kept.contains(id)
        ? Optional.of(
            new Exhibit(
                id,
                "opus-4/direct/tpu/tpu-a",
                "core/sum",
                Practice.at(9),
                List.of(new Exhibit.Failure("argmax", "token 3")),
                List.of(new Exhibit.File("answer.raw", new byte[] {0, (byte) 0xff, 7}))))
        : Optional.empty();
  }

  @BeforeEach
  void oneIncident() {
    Desk desk = new Desk(database);
    desk.ledger.write(Desk.record(0, FIRST));
    tell(desk, "deploy", ChangeKind.DEPLOY, -2, "build | 4711 <img src=x onerror=alert(1)>");
    for (int i = 0; i < 25; i++) {
      tell(desk, "c" + i, ChangeKind.CONFIG, -60 - i, "flag " + i);
    }
    IntStream.range(0, 30).filter(i -> i % 4 != 3).forEach(i -> kept.add("e%02d".formatted(i)));
  }

  private static void tell(Desk desk, String id, ChangeKind kind, int minute, String title) {
    desk.changes.take(
        new Change(
            id,
            kind,
            Practice.at(minute),
            null,
            Slice.parse(OPUS_TPU),
            title,
            null,
            null,
            "api",
            null));
  }

  private MockMvc http() {
    Desk desk = new Desk(database);
    return MockMvcBuilders.standaloneSetup(
            new IncidentBundleController(
                desk.overviews,
                new IncidentBundle(desk.overviews, desk.details(), desk.related(), this::exhibit)))
        .setControllerAdvice(new Problems())
        .setMessageConverters(new JacksonJsonHttpMessageConverter(ChangeDesk.JSON))
        .build();
  }

  private byte[] zip() throws Exception {
    return http()
        .perform(get("/api/v1/incidents/{id}/bundle", FIRST.id()))
        .andExpect(status().isOk())
        .andExpect(content().contentType("application/zip"))
        .andExpect(
            header()
                .string(
                    "Content-Disposition",
                    "attachment; filename=\"incident-PAGE-argmax-opus-4._.tpu._-10.zip\""))
        .andReturn()
        .getResponse()
        .getContentAsByteArray();
  }

  private Map<String, byte[]> files() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip()), UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.parse("2026-11-23T12:10:00"));
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private String text(String file) throws Exception {
    return new String(Objects.requireNonNull(files().get(file), file), UTF_8);
  }

  @Test
  void theSameIncidentIsTheSameBytes() throws Exception {
    assertThat(zip()).isEqualTo(zip());
  }

  @Test
  void theNewestTwentyThatAreKeptAreInIt() throws Exception {
    Map<String, byte[]> files = files();
    List<String> exchanges =
        files.keySet().stream().filter(name -> name.startsWith("exchanges/")).toList();

    assertThat(exchanges)
        .hasSize(20)
        .startsWith(
            "exchanges/01-e00/answer.raw",
            "exchanges/02-e01/answer.raw",
            "exchanges/03-e02/answer.raw",
            "exchanges/04-e04/answer.raw")
        .endsWith("exchanges/20-e25/answer.raw");
    assertThat(files.get("exchanges/20-e25/answer.raw")).containsExactly(0, 0xff, 7);
    assertThat(files)
        .containsKeys("README.md", "incident.json", "timeline.md", "changes.json", "postmortem.md");
    assertThat(text("README.md"))
        .contains(
            "20 of the 30 newest failing exchanges", "`exchanges/01-e00`: core/sum on opus-4");
  }

  @Test
  void whatIsJsonReadsBack() throws Exception {
    assertThat(Json.MAPPER.readTree(files().get("incident.json")).at("/incident/id").asString())
        .isEqualTo(FIRST.id());
    assertThat(Json.MAPPER.readTree(files().get("changes.json")))
        .as("all, not only the likeliest")
        .hasSize(26);
  }

  @Test
  void thePostMortemIsFilledInAsFarAsTheNumbersGo() throws Exception {
    String text = text("postmortem.md");

    assertThat(text)
        .contains(
            "opus-4 × tpu (opus-4/\\*/tpu/\\*), 3 of 36 targets, probability ",
            "2026-11-23T12:02:00Z, between 2026-11-23T12:00:00Z and 2026-11-23T12:04:00Z (90 %)",
            "| 0 h 08 min 00 s, between 0 h 06 min 00 s and 0 h 10 min 00 s |",
            "| argmax | 0.67 % | 0.32 % to 1.2 % | 10 | 1498 | 0.01 % |",
            "| 1 | 2026-11-23T11:58:00Z | deploy | build \\| 4711 \\<img src=x onerror=alert(1)\\> |",
            "2 min before the earliest onset, same slice",
            "leaves unexplained: argmax failed",
            "| 36 | below 0.01 % | 15.6 | yes | its other targets are healthy: argmax failed 3 of 16500",
            "argmax failed 3 of 500 on haiku-3.5/cloud-b/gpu/gpu-a, which the suspect does not",
            "The onset is known to within 0 h 04 min 00 s.",
            "| argmax | session | only |  |  |  | only sticky failed, 12 of 60; fresh 0 of 1440 |",
            "| argmax | session | however asked | 12 of 1500 |",
            "| yes | fresh failed 0 of 1440, at most 0.26 %, where at least 2.9 % would be expected",
            "TODO");
    assertThat(text.lines().filter(line -> line.contains("| config |"))).hasSize(19);
    assertThat(text("timeline.md")).contains("| 2026-11-23T12:10:00Z | opened | page by argmax");
  }

  @Test
  void withoutExchangesAndChangesItSaysSo() throws Exception {
    kept.clear();
    database.jdbc().sql("truncate incident.changes").update();

    assertThat(text("README.md")).contains("0 of the 30 newest");
    assertThat(text("postmortem.md")).contains("Nobody told of a change");
  }

  @Test
  void anIncidentNobodyKnowsIsAProblem() throws Exception {
    http()
        .perform(get("/api/v1/incidents/none/bundle"))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString("'none'")));
  }

  @Test
  void namesOfFilesLeadNowhereElse() throws IOException {
    assertThat(IncidentBundle.fileName("../../etc/passwd")).isEqualTo(".._.._etc_passwd");
    assertThat(IncidentBundle.fileName("a".repeat(500))).hasSize(80);
  }
}
