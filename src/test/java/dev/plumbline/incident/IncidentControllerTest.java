package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeDesk;
import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

class IncidentControllerTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final Detection FIRST =
      Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 12).detection();
  private static final Pattern LONG_NUMBER =
      Pattern.compile("\\d+\\.\\d{6,}(E-?\\d+)?|\\d+\\.\\d+E-?\\d+");
  private static final ObjectWriter PRETTY = Json.MAPPER.writerWithDefaultPrettyPrinter();

  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @RegisterExtension private final Database database = new Database();
  private MockMvc http = client(new Desk(database));

  private static MockMvc client(Desk desk) {
    return MockMvcBuilders.standaloneSetup(
            new IncidentController(desk.overviews, desk.details(), desk.acknowledgements()))
        .setControllerAdvice(new Problems())
        .setMessageConverters(new JacksonJsonHttpMessageConverter(ChangeDesk.JSON))
        .build();
  }

  @BeforeEach
  void oneOpenOneResolved() {
    Desk desk = new Desk(database);
    desk.ledger.write(Desk.record(0, FIRST));
    desk.ledger.write(
        Desk.record(
            1,
            Practice.failingSticky(
                Practice.alarm("argmax", "*/*/tpu/*")
                    .failing(OPUS_TPU, 14)
                    .failing("haiku-3.5/cloud-b/gpu/*", 3)
                    .between(0, 12)
                    .detection())));
    desk.ledger.write(
        Desk.record(
            2,
            Practice.alarm("format", "haiku-3.5/*/*/*")
                .failing("haiku-3.5/*/*/*", 9)
                .between(1, 20)
                .ticket()
                .detection()));
    desk.ledger.write(Desk.record(3, Practice.cleared("format", "haiku-3.5/*/*/*", 60)));
    desk.changes.take(
        new Change(
            "deploy-4711",
            ChangeKind.DEPLOY,
            Practice.at(-2),
            null,
            Slice.parse("*/*/tpu/*"),
            "build 4711",
            "Kim",
            "https://ci.example/4711",
            "api",
            null));
    http = client(desk);
  }

  /** The view is a promise to its readers: a change of it shows here. */
  @Test
  void anIncidentIsShownWhole() throws Exception {
    JsonNode shown = read("/api/v1/incidents/" + FIRST.id());

    assertThat(sixDigits(PRETTY.writeValueAsString(shown))).isEqualToNormalizingNewlines(golden());
  }

  /** The last digits of a logarithm are the processor's. */
  private static String sixDigits(String json) {
    return LONG_NUMBER
        .matcher(json)
        .replaceAll(
            number -> new BigDecimal(number.group()).round(new MathContext(6)).toPlainString());
  }

  private static String golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(IncidentControllerTest.class.getResourceAsStream("incident.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private JsonNode read(String path) throws Exception {
    return Json.MAPPER.readTree(
        http.perform(get(path))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "'',            1, open",
    "?state=open,   1, open",
    "?state=resolved, 1, resolved",
    "?state=all,    2, resolved",
    "?state=all&limit=1, 1, resolved",
  })
  void lists(String query, int count, String firstState) throws Exception {
    JsonNode incidents = read("/api/v1/incidents" + query).path("incidents");

    assertThat(incidents).hasSize(count);
    assertThat(incidents.get(0).path("state").asString()).isEqualTo(firstState);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/incidents/none      | 404 | no incident 'none'; /api/v1/incidents?state=all lists them",
        "/api/v1/incidents?state=new | 400 | state is open, acknowledged, resolved or all, not 'new'",
        "/api/v1/incidents?limit=0   | 400 | limit is 1 to 500, not 0",
      })
  void saysWhatIsWrong(String path, int status, String detail) throws Exception {
    http.perform(get(path))
        .andExpect(status().is(status))
        .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
        .andExpect(jsonPath("$.detail").value(detail));
  }
}
