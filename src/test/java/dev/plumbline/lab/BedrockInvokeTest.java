package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Claude's Messages in Bedrock's InvokeModel. */
class BedrockInvokeTest {
  private static final String MODEL = Platforms.path(Platforms.INVOKE) + "/model/";
  private static final String INVOKE = MODEL + "anthropic.quill-v1%3A0/invoke";
  private static final String STREAM = INVOKE + "-with-response-stream";

  @Test
  void aWholeAnswerIsAMessageAndItsHeadersCount() {
    try (PlatformLab lab = new PlatformLab(Platforms.INVOKE)) {
      HttpResponse<byte[]> response = lab.post(INVOKE, message("capital"));
      JsonNode message = PlatformLab.json(response);

      assertThat(message.at("/content/0/text").stringValue()).isEqualTo("Paris");
      assertThat(message.at("/stop_reason").stringValue()).isEqualTo("end_turn");
      assertThat(message.at("/id").stringValue()).startsWith("msg_bdrk_");
      assertThat(PlatformLab.header(response, "x-amzn-requestid"))
          .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(PlatformLab.header(response, "X-Amzn-Bedrock-Input-Token-Count"))
          .isEqualTo(message.at("/usage/input_tokens").asString());
      assertThat(PlatformLab.header(response, "X-Amzn-Bedrock-Output-Token-Count"))
          .isEqualTo(message.at("/usage/output_tokens").asString());
      assertThat(PlatformLab.header(response, "X-Amzn-Bedrock-Invocation-Latency")).isEqualTo("0");
      assertThat(PlatformLab.header(response, "x-served-by"))
          .isEqualTo("fp_quill.bedrock.trainium.invoke");
    }
  }

  @Test
  void aStreamCarriesTheSameAnswerInChunksAndEndsWithMetrics() {
    for (Probe probe : Catalogs.PROBES) {
      String whole;
      try (PlatformLab lab = new PlatformLab(Platforms.INVOKE)) {
        whole =
            PlatformLab.json(lab.post(INVOKE, message(probe.id())))
                .at("/content/0/text")
                .stringValue();
      }
      try (PlatformLab lab = new PlatformLab(Platforms.INVOKE)) {
        HttpResponse<byte[]> response = lab.post(STREAM, message(probe.id()));

        assertThat(PlatformLab.header(response, "content-type"))
            .isEqualTo("application/vnd.amazon.eventstream");
        assertThat(PlatformLab.header(response, "X-Amzn-Bedrock-Content-Type"))
            .isEqualTo("application/json");
        List<EventStream.Event> events = EventStream.read(response.body());
        assertThat(events)
            .allSatisfy(event -> {
              assertThat(event.kind()).isEqualTo("event");
              assertThat(event.type()).isEqualTo("chunk");
              assertThat(event.json().get("p").stringValue()).isNotEmpty();
            });
        List<JsonNode> carried = events.stream().map(EventStream.Event::carried).toList();
        assertThat(
                carried.stream()
                    .map(event -> event.at("/delta/text").asString(""))
                    .collect(Collectors.joining()))
            .isEqualTo(whole);
        assertThat(carried.getFirst().at("/type").stringValue()).isEqualTo("message_start");
        assertThat(carried).noneMatch(event -> event.at("/type").asString("").equals("ping"));
        JsonNode last = carried.getLast();
        assertThat(last.at("/type").stringValue()).isEqualTo("message_stop");
        JsonNode metrics = last.get("amazon-bedrock-invocationMetrics");
        assertThat(metrics.get("inputTokenCount"))
            .isEqualTo(carried.getFirst().at("/message/usage/input_tokens"));
        assertThat(metrics.get("outputTokenCount"))
            .isEqualTo(carried.get(carried.size() - 2).at("/usage/output_tokens"));
        assertThat(metrics.get("firstByteLatency").isIntegralNumber()).isTrue();
      }
    }
  }

  @Test
  void toolsAreCalledWholeAndStreamed() {
    try (PlatformLab lab = new PlatformLab(Platforms.INVOKE)) {
      JsonNode whole = PlatformLab.json(lab.post(INVOKE, message("weather")));
      assertThat(whole.at("/stop_reason").stringValue()).isEqualTo("tool_use");
      assertThat(whole.at("/content/0/id").stringValue()).startsWith("toolu_bdrk_");
      assertThat(whole.at("/content/0/input")).isEqualTo(PlatformLab.arguments());

      String input =
          EventStream.read(lab.post(STREAM, message("weather")).body()).stream()
              .map(event -> event.carried().at("/delta/partial_json").asString(""))
              .collect(Collectors.joining());
      assertThat(LabClient.JSON.readTree(input)).isEqualTo(whole.at("/content/0/input"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                  | ValidationException | Malformed input request",
        "{}                                 | ValidationException | [anthropic_version] not found",
        "{'anthropic_version':'x'}          | ValidationException | Invalid API version",
        "{'model':'m'}                      | ValidationException | key [model] is not permitted",
        "{'stream':true}                    | ValidationException | key [stream] is not permitted",
        "{'anthropic_version':'bedrock-2023-05-31'} | ValidationException | messages: Field required",
        "{'anthropic_version':'bedrock-2023-05-31','n':1} | ValidationException | Extra inputs",
      })
  void whatIsNoRequestIsRefused(String body, String type, String message) {
    try (PlatformLab lab = new PlatformLab(Platforms.INVOKE)) {
      HttpResponse<byte[]> response = lab.send("POST", INVOKE, body.replace('\'', '"'));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(PlatformLab.header(response, "x-amzn-errortype")).startsWith(type + ":http");
      assertThat(PlatformLab.json(response).get("message").stringValue()).contains(message);
      assertThat(PlatformLab.header(response, "x-amzn-requestid")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, anthropic.other-v1%3A0/invoke,    404, ResourceNotFoundException",
    "POST, anthropic.quill-v1%3A0/generate,  404, UnknownOperationException",
    "GET,  anthropic.quill-v1%3A0/invoke,    404, UnknownOperationException",
    "POST, anthropic.quill-v1%3A0/converse,  404, UnknownOperationException",
    "POST, anthropic/quill-v1%3A0/invoke,    404, UnknownOperationException",
  })
  void unknownModelsAndOperationsAreNotFound(String method, String path, int status, String type) {
    try (PlatformLab lab = new PlatformLab(Platforms.INVOKE)) {
      String body = LabClient.JSON.writeValueAsString(message("capital"));
      HttpResponse<byte[]> response = lab.send(method, MODEL + path, body);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(PlatformLab.header(response, "x-amzn-errortype")).startsWith(type + ":");
    }
  }

  @Test
  void tooLongPromptsAreRefusedInBedrocksWords() {
    try (PlatformLab lab = new PlatformLab(Platforms.INVOKE)) {
      Map<String, Object> fields = message("capital");
      fields.put("messages", List.of(Map.of("role", "user", "content", "1".repeat(5_000))));
      assertThat(PlatformLab.text(lab.post(INVOKE, fields)))
          .isEqualTo("{\"message\":\"Input is too long for requested model.\"}");

      fields = message("capital");
      fields.put("max_tokens", Catalogs.CONTEXT_WINDOW);
      assertThat(PlatformLab.text(lab.post(INVOKE, fields)))
          .contains("input length and `max_tokens` exceed context limit: ");
    }
  }

  @Test
  void beyondTheRateLimitRequestsAreThrottled() {
    LabSettings settings = new LabSettings(0, 3, 0, 0, 0, 1, Accelerators.USUAL, null, 1_000);
    try (PlatformLab lab = new PlatformLab(settings, Platforms.INVOKE)) {
      lab.post(INVOKE, message("capital"));
      HttpResponse<byte[]> response = lab.post(INVOKE, message("capital"));

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(PlatformLab.header(response, "x-amzn-errortype"))
          .startsWith("ThrottlingException:");
    }
  }

  private static Map<String, Object> message(String probe) {
    return PlatformLab.message(PlatformLab.probe(probe), "anthropic_version", "bedrock-2023-05-31");
  }
}
