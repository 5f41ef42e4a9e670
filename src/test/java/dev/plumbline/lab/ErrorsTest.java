package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything but a plain answer. */
class ErrorsTest {
  private static final String CHAT = Catalogs.path(Catalogs.TPU) + "/chat/completions";

  @ParameterizedTest
  @CsvSource({
    "POST, /quill/cloud-a/tpu/main/v1/embeddings, 404, unknown_url",
    "POST, /nowhere/chat/completions, 404, unknown_url",
    "GET,  /, 404, unknown_url",
    "GET,  /quill/cloud-a/tpu/main/v1/chat/completions, 405, method_not_supported",
    "POST, /quill/cloud-a/tpu/main/v1/models, 405, method_not_supported",
  })
  void unknownPathsAndMethodsGetAnOpenAiError(String method, String path, int status, String code) {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      HttpResponse<String> response = lab.client().send(method, path, "");

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(LabClient.json(response).at("/error/code").stringValue()).isEqualTo(code);
    }
  }

  @Test
  void invalidRequestsAreAnsweredWithTheFieldAtFault() {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      assertThat(lab.client().send("POST", CHAT, "{\"model\":\"quill\"}"))
          .returns(400, HttpResponse::statusCode)
          .returns(
              """
              {"error":{"message":"Missing required parameter: 'messages'.",\
              "type":"invalid_request_error","param":"messages",\
              "code":"missing_required_parameter"}}\
              """,
              HttpResponse::body);
      Map<String, Object> fields = fields();
      fields.put("model", "other");
      assertThat(lab.client().chat(Catalogs.TPU, fields))
          .returns(404, HttpResponse::statusCode)
          .satisfies(response -> assertThat(response.body()).contains("model_not_found"));
    }
  }

  @Test
  void requestsBeyondTheContextWindowAreRefused() {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      Map<String, Object> fields = fields();
      fields.put("max_tokens", Catalogs.CONTEXT_WINDOW);
      assertThat(refusal(lab, fields)).contains("maximum context length is 4000 tokens");

      fields.remove("max_tokens");
      fields.put("messages", List.of(Map.of("role", "user", "content", "1".repeat(5_000))));
      assertThat(refusal(lab, fields)).contains("5004 in the messages");
    }
  }

  private static String refusal(RunningLab lab, Map<String, Object> fields) {
    HttpResponse<String> response = lab.client().chat(Catalogs.TPU, fields);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(LabClient.json(response).at("/error/code").stringValue())
        .isEqualTo("context_length_exceeded");
    return LabClient.json(response).at("/error/message").stringValue();
  }

  @Test
  void beyondTheRateLimitRequestsAreThrottledUntilItRefills() {
    try (RunningLab lab = new RunningLab(settings(0, 2), Catalogs.TPU)) {
      assertThat(chat(lab)).returns(200, HttpResponse::statusCode);
      assertThat(chat(lab))
          .returns("0", response -> header(response, "x-ratelimit-remaining-requests"))
          .returns("1m0s", response -> header(response, "x-ratelimit-reset-requests"));
      HttpResponse<String> throttled = chat(lab);
      assertThat(throttled)
          .returns(429, HttpResponse::statusCode)
          .returns("30", response -> header(response, "retry-after"))
          .returns("2", response -> header(response, "x-ratelimit-limit-requests"));
      assertThat(throttled.body()).contains("\"code\":\"rate_limit_exceeded\"");

      lab.advance(Duration.ofSeconds(30));
      assertThat(chat(lab)).returns(200, HttpResponse::statusCode);
    }
  }

  /** 400 requests at 10 %: 40 expected, four standard deviations are 24. */
  @Test
  void nowAndThenAServerFails() {
    try (RunningLab lab = new RunningLab(settings(0.1, 100_000), Catalogs.TPU)) {
      List<Integer> codes =
          IntStream.range(0, 400).map(_ -> chat(lab).statusCode()).boxed().toList();

      assertThat(400 - Collections.frequency(codes, 200)).isBetween(16, 64);
      assertThat(codes).containsOnly(200, 500, 502, 503);
      assertThat(lab.fleet().truths().all()).extracting(Truth::status).isEqualTo(codes);
    }
  }

  @Test
  void aTakenPortIsSaidToBeTaken() {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      LabSettings same =
          new LabSettings(lab.fleet().port(), 1, 0, 0, 0, 1, Accelerators.USUAL, null, 0);
      LabFleet second =
          new LabFleet(() -> Catalogs.of(0), same, () -> RunningLab.START, 1, _ -> {});

      assertThatThrownBy(second::start).hasMessageContaining("set plumbline.lab.port");
      assertThat(second.isRunning()).isFalse();
    }
  }

  private static LabSettings settings(double errorRate, int requestsPerMinute) {
    return new LabSettings(
        0, 3, 0, 0, errorRate, requestsPerMinute, Accelerators.USUAL, null, 1_000);
  }

  private static Map<String, Object> fields() {
    return LabClient.request(Catalogs.TPU, Catalogs.PROBES.get(1));
  }

  private static HttpResponse<String> chat(RunningLab lab) {
    return lab.client().chat(Catalogs.TPU, fields());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
