package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Everything but a plain answer, of a target that speaks Anthropic Messages. */
class MessagesErrorsTest {
  private static final String MESSAGES = Catalogs.path(Catalogs.CLAUDE) + "/messages";
  private static final String VERSION = "anthropic-version: 2023-06-01\r\n";

  @ParameterizedTest
  @CsvSource({
    "POST, /quill/claude-api/tpu/main/v1/chat/completions, 404",
    "POST, /quill/claude-api/tpu/main/v1/complete, 404",
    "POST, /nowhere/messages, 404",
    "GET,  /quill/claude-api/tpu/main/v1/messages, 405",
  })
  void anEndpointSpeaksOneWireFormat(String method, String path, int status) {
    try (RunningLab lab = new RunningLab(Catalogs.CLAUDE)) {
      var response = lab.client().send(method, path, "{}");

      assertThat(response.statusCode()).isEqualTo(status);
      if (path.endsWith("/messages")) {
        assertThat(LabClient.json(response).at("/type").stringValue()).isEqualTo("error");
      }
    }
  }

  @Test
  void anErrorHasTheEnvelopeOfTheContractAndTheIdOfItsHeader() {
    try (RunningLab lab = new RunningLab(Catalogs.CLAUDE)) {
      RawHttp.Response response = post(lab, VERSION, Map.of("model", "quill", "max_tokens", 1));

      String id = header(response, "request-id");
      assertThat(response.head().getFirst()).startsWith("HTTP/1.1 400");
      assertThat(response.body())
          .isEqualTo(
              """
              {"type":"error","error":{"type":"invalid_request_error",\
              "message":"messages: Field required"},"request_id":"%s"}\
              """
                  .formatted(id));
      assertThat(header(response, "anthropic-organization-id")).isEqualTo("plumbline-lab");
    }
  }

  @Test
  void theVersionIsAskedForBeforeAllElse() {
    try (RunningLab lab = new RunningLab(Catalogs.CLAUDE)) {
      RawHttp.Response response = post(lab, "", Map.of());

      assertThat(response.head().getFirst()).startsWith("HTTP/1.1 400");
      assertThat(message(response)).isEqualTo("anthropic-version: header is required");
    }
  }

  @Test
  void unknownModelsAndTooLongPromptsAreRefused() {
    try (RunningLab lab = new RunningLab(Catalogs.CLAUDE)) {
      Map<String, Object> fields = fields();
      fields.put("model", "other");
      assertThat(message(post(lab, VERSION, fields))).isEqualTo("model: other");

      fields = fields();
      fields.put("max_tokens", Catalogs.CONTEXT_WINDOW);
      assertThat(message(post(lab, VERSION, fields)))
          .startsWith("input length and `max_tokens` exceed context limit: ")
          .contains("+ 4000 > 4000");

      fields.put("messages", List.of(Map.of("role", "user", "content", "1".repeat(5_000))));
      assertThat(message(post(lab, VERSION, fields)))
          .isEqualTo("prompt is too long: 5004 tokens > 4000 maximum");
    }
  }

  @Test
  void beyondTheRateLimitRequestsAreThrottledUntilItRefills() {
    try (RunningLab lab = new RunningLab(settings(0, 2), Catalogs.CLAUDE)) {
      post(lab, VERSION, fields());
      RawHttp.Response last = post(lab, VERSION, fields());
      assertThat(last.head().getFirst()).startsWith("HTTP/1.1 200");
      assertThat(header(last, "anthropic-ratelimit-requests-remaining")).isEqualTo("0");
      assertThat(header(last, "anthropic-ratelimit-requests-reset"))
          .isEqualTo("2026-01-01T00:01:00Z");
      RawHttp.Response throttled = post(lab, VERSION, fields());
      assertThat(throttled.head().getFirst()).startsWith("HTTP/1.1 429");
      assertThat(header(throttled, "retry-after")).isEqualTo("30");
      assertThat(header(throttled, "anthropic-ratelimit-requests-limit")).isEqualTo("2");
      assertThat(json(throttled).at("/error/type").stringValue()).isEqualTo("rate_limit_error");

      lab.advance(Duration.ofSeconds(30));
      assertThat(post(lab, VERSION, fields()).head().getFirst()).startsWith("HTTP/1.1 200");
    }
  }

  /** 400 requests at 10 %: 40 expected, four standard deviations are 24. */
  @Test
  void nowAndThenAServerFailsOrIsOverloaded() {
    try (RunningLab lab = new RunningLab(settings(0.1, 100_000), Catalogs.CLAUDE)) {
      List<RawHttp.Response> failed =
          IntStream.range(0, 400)
              .mapToObj(_ -> post(lab, VERSION, fields()))
              .filter(response -> !response.head().getFirst().contains(" 200 "))
              .toList();

      assertThat(failed).hasSizeBetween(16, 64);
      List<String> types =
          failed.stream().map(response -> json(response).at("/error/type").stringValue()).toList();
      assertThat(types).containsOnly("api_error", "overloaded_error");
      List<Integer> statuses = lab.fleet().truths().all().stream().map(Truth::status).toList();
      assertThat(Collections.frequency(statuses, 529))
          .isEqualTo(Collections.frequency(types, "overloaded_error"));
    }
  }

  @Test
  void anAnswerSaysWhoServedIt() {
    try (RunningLab lab = new RunningLab(Catalogs.CLAUDE)) {
      assertThat(header(post(lab, VERSION, fields()), "x-served-by"))
          .isEqualTo("fp_quill.claude-api.tpu.main");
    }
  }

  private static LabSettings settings(double errorRate, int requestsPerMinute) {
    return new LabSettings(
        0, 3, 0, 0, errorRate, requestsPerMinute, Accelerators.USUAL, null, 1_000);
  }

  private static Map<String, Object> fields() {
    return MessagesWireTest.request(Catalogs.PROBES.get(1), 50);
  }

  private static RawHttp.Response post(RunningLab lab, String headers, Map<String, Object> fields) {
    return RawHttp.post(
        lab.fleet().port(), MESSAGES, headers, LabClient.JSON.writeValueAsBytes(fields));
  }

  private static JsonNode json(RawHttp.Response response) {
    return LabClient.JSON.readTree(response.body());
  }

  private static String message(RawHttp.Response response) {
    return json(response).at("/error/message").stringValue();
  }

  private static String header(RawHttp.Response response, String name) {
    return response.head().stream()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }
}
