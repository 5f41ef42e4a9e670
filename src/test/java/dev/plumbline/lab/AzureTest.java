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

/** OpenAI's chat as Azure serves it. */
class AzureTest {
  private static final String CHAT = Platforms.path(Platforms.AZURE) + "/chat/completions";
  private static final String VERSION = "?api-version=2024-10-21";

  @Test
  void theDeploymentNamesTheModelAndTheFilterReports() {
    try (PlatformLab lab = new PlatformLab(Platforms.AZURE)) {
      for (String model : new String[] {"", "whatever"}) {
        Map<String, Object> fields = fields();
        fields.remove("model");
        if (!model.isEmpty()) {
          fields.put("model", model);
        }
        HttpResponse<byte[]> response = lab.post(CHAT + VERSION, fields, "api-key", "k");
        JsonNode answer = PlatformLab.json(response);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.at("/model").stringValue()).isEqualTo("quill");
        assertThat(answer.at("/choices/0/message/content").stringValue()).isEqualTo("Paris");
        assertThat(answer.at("/choices/0/content_filter_results/hate/severity").stringValue())
            .isEqualTo("safe");
        assertThat(answer.at("/prompt_filter_results/0/prompt_index").intValue()).isZero();
        assertThat(
                answer
                    .at("/prompt_filter_results/0/content_filter_results/jailbreak/detected")
                    .booleanValue())
            .isFalse();
        assertThat(PlatformLab.header(response, "apim-request-id")).startsWith("req_");
      }
    }
  }

  @Test
  void aStreamBeginsWithWhatTheFilterSaysOfThePrompt() {
    try (PlatformLab lab = new PlatformLab(Platforms.AZURE)) {
      Map<String, Object> fields = fields();
      fields.put("stream", true);
      List<String> events = PlatformLab.events(lab.post(CHAT + VERSION, fields));
      assertThat(events.getLast()).isEqualTo("[DONE]");
      List<JsonNode> chunks =
          events.subList(0, events.size() - 1).stream().map(LabClient.JSON::readTree).toList();

      JsonNode first = chunks.getFirst();
      assertThat(first.at("/choices").isEmpty()).isTrue();
      assertThat(first.at("/id").stringValue()).isEmpty();
      assertThat(first.at("/prompt_filter_results").size()).isEqualTo(1);
      assertThat(chunks.subList(1, chunks.size()))
          .allMatch(chunk -> chunk.at("/choices/0/content_filter_results").isObject());
      assertThat(
              chunks.stream()
                  .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                  .collect(Collectors.joining()))
          .isEqualTo("Paris");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /openai/deployments/quill-here/chat/completions, 404, 404",
    "GET, /openai/deployments/quill-here/chat/completions?api-version=1, 404, 404",
    "POST, /openai/deployments/other/chat/completions?api-version=1, 404, DeploymentNotFound",
    "POST, /openai/deployments/quill-here/embeddings?api-version=1, 404, 404",
  })
  void whatIsNotThereIsSaidSoByTheGateway(String method, String path, int status, String code) {
    try (PlatformLab lab = new PlatformLab(Platforms.AZURE)) {
      HttpResponse<byte[]> response = lab.send(method, path, "{}");

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(PlatformLab.json(response).at("/error/code").stringValue()).isEqualTo(code);
    }
  }

  @Test
  void limitsAreTheGatewaysAndRequestsOpenAis() {
    LabSettings settings = new LabSettings(0, 3, 0, 0, 0, 1, Accelerators.USUAL, null, 1_000);
    try (PlatformLab lab = new PlatformLab(settings, Platforms.AZURE)) {
      HttpResponse<byte[]> wrong = lab.post(CHAT + VERSION, Map.of());
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(PlatformLab.json(wrong).at("/error/type").stringValue())
          .isEqualTo("invalid_request_error");

      lab.post(CHAT + VERSION, fields());
      HttpResponse<byte[]> limited = lab.post(CHAT + VERSION, fields());
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(PlatformLab.json(limited).at("/error/code").stringValue()).isEqualTo("429");
      assertThat(PlatformLab.header(limited, "retry-after")).isEqualTo("60");
    }
  }

  private static Map<String, Object> fields() {
    return LabClient.request(Platforms.AZURE, PlatformLab.probe("capital"));
  }
}
