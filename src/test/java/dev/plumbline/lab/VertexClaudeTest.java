package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Claude's Messages in Vertex AI's rawPredict; two sorts of errors. */
class VertexClaudeTest {
  private static final String MODELS =
      Platforms.path(Platforms.RAW_PREDICT) + "/publishers/anthropic/models/";
  private static final String WHOLE = MODELS + "quill@20260101:rawPredict";
  private static final String STREAM = MODELS + "quill@20260101:streamRawPredict";

  @Test
  void messagesAreAsTheApiHasThemWholeAndStreamed() {
    try (PlatformLab lab = new PlatformLab(Platforms.RAW_PREDICT, Platforms.GEMINI)) {
      HttpResponse<byte[]> response = lab.post(WHOLE, message("capital"));
      JsonNode message = PlatformLab.json(response);
      assertThat(message.at("/content/0/text").stringValue()).isEqualTo("Paris");
      assertThat(message.at("/id").stringValue()).startsWith("msg_vrtx_");
      assertThat(PlatformLab.header(response, "request-id")).startsWith("req_vrtx_");

      Map<String, Object> fields = message("capital");
      fields.put("stream", true);
      HttpResponse<byte[]> stream = lab.post(STREAM, fields);
      List<JsonNode> events =
          PlatformLab.events(stream).stream().map(LabClient.JSON::readTree).toList();
      assertThat(PlatformLab.header(stream, "content-type")).startsWith("text/event-stream");
      assertThat(events.getFirst().at("/type").stringValue()).isEqualTo("message_start");
      assertThat(
              events.stream()
                  .map(event -> event.at("/delta/text").asString(""))
                  .collect(Collectors.joining()))
          .isEqualTo("Paris");
      assertThat(events.getLast().at("/type").stringValue()).isEqualTo("message_stop");
    }
  }

  @Test
  void toolsAreCalled() {
    try (PlatformLab lab = new PlatformLab(Platforms.RAW_PREDICT)) {
      JsonNode message = PlatformLab.json(lab.post(WHOLE, message("weather")));

      assertThat(message.at("/stop_reason").stringValue()).isEqualTo("tool_use");
      assertThat(message.at("/content/0/id").stringValue()).startsWith("toolu_vrtx_");
    }
  }

  /** Anthropic's words have a type of their own, Google's a status. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quill@20260101:rawPredict | {                              | 400 | INVALID_ARGUMENT",
        "quill@20260101:rawPredict | {}                             | 400 | invalid_request_error",
        "quill@20260101:rawPredict | {'anthropic_version':'x'}      | 400 | invalid_request_error",
        "quill@20260101:rawPredict | {V,'n':1}                      | 400 | invalid_request_error",
        "quill@20260101:rawPredict | {V,'model':'m'}                | 400 | invalid_request_error",
        "quill@20260101:rawPredict | {V,'messages':[]}              | 400 | invalid_request_error",
        "other:streamRawPredict    | {V,'max_tokens':9,'messages':[{'role':'user','content':'a'}]} "
            + "| 404 | NOT_FOUND",
        "quill@20260101:generateContent | {}                        | 404 | NOT_FOUND",
      })
  void errorsAreThoseOfWhoFoundThem(String path, String body, int status, String word) {
    String version = "'anthropic_version':'vertex-2023-10-16'";
    try (PlatformLab lab = new PlatformLab(Platforms.RAW_PREDICT)) {
      HttpResponse<byte[]> response =
          lab.send("POST", MODELS + path, body.replace("V", version).replace('\'', '"'));
      JsonNode error = PlatformLab.json(response);

      assertThat(response.statusCode()).isEqualTo(status);
      if (word.equals(word.toLowerCase(java.util.Locale.ROOT))) {
        assertThat(error.at("/type").stringValue()).isEqualTo("error");
        assertThat(error.at("/error/type").stringValue()).isEqualTo(word);
        assertThat(error.at("/request_id").stringValue()).startsWith("req_vrtx_");
      } else {
        assertThat(error.at("/error/code").intValue()).isEqualTo(status);
        assertThat(error.at("/error/status").stringValue()).isEqualTo(word);
        assertThat(error.at("/error/message").stringValue()).isNotEmpty();
      }
    }
  }

  @Test
  void quotasAreGooglesAndContextWindowsAnthropics() {
    LabSettings settings = new LabSettings(0, 3, 0, 0, 0, 1, Accelerators.USUAL, null, 1_000);
    try (PlatformLab lab = new PlatformLab(settings, Platforms.RAW_PREDICT)) {
      Map<String, Object> fields = message("capital");
      fields.put("messages", List.of(Map.of("role", "user", "content", "1".repeat(5_000))));
      assertThat(PlatformLab.json(lab.post(WHOLE, fields)).at("/error/message").stringValue())
          .isEqualTo("prompt is too long: 5004 tokens > 4000 maximum");

      HttpResponse<byte[]> response = lab.post(WHOLE, message("capital"));
      JsonNode error = PlatformLab.json(response).get("error");
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(error.get("status").stringValue()).isEqualTo("RESOURCE_EXHAUSTED");
      assertThat(error.at("/details/0/@type").stringValue())
          .isEqualTo("type.googleapis.com/google.rpc.ErrorInfo");
    }
  }

  @Test
  void anEndpointMayAlreadyBeTheListOfModels() {
    try (PlatformLab lab = new PlatformLab(Platforms.NEW_RAW_PREDICT)) {
      Map<String, Object> fields = message("capital");
      fields.remove("temperature");

      assertThat(lab.post(MODELS + "quill-new:rawPredict", fields).statusCode()).isEqualTo(200);
      assertThat(
              lab.post(MODELS + "publishers/anthropic/models/quill-new:rawPredict", fields)
                  .statusCode())
          .isEqualTo(404);
    }
  }

  private static Map<String, Object> message(String probe) {
    return PlatformLab.message(PlatformLab.probe(probe), "anthropic_version", "vertex-2023-10-16");
  }
}
