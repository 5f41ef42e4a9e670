package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.catalog.Probe;
import dev.plumbline.lab.model.LanguageModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The lab's platforms, asked by clients that nobody here wrote: the official SDKs of Amazon,
 * Anthropic, Google, OpenAI and Hugging Face, each strict about its own format.
 */
@Tag("exhaustive")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformSdksTest {
  private static final Probe CAPITAL = PlatformLab.probe("capital");
  private static final Probe WEATHER = PlatformLab.probe("weather");
  private static final int PARIS = LanguageModels.vocabulary().tokenize("Paris").length;
  private static final JsonNode ARGUMENTS = PlatformLab.arguments();

  private JsonNode seen = LabClient.JSON.nullNode();

  @BeforeAll
  void askEverything() throws IOException {
    Path modules = Path.of(System.getProperty("peers.dir", "target/peers/node_modules"));
    Path sdk = modules.resolve("@aws-sdk/client-bedrock-runtime");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(sdk).as("peers are installed in CI").exists();
    }
    assumeTrue(Files.exists(sdk), sdk + " is not installed; .ci/run installs it");
    try (PlatformLab lab =
        new PlatformLab(
            Platforms.INVOKE,
            Platforms.CONVERSE,
            Platforms.RAW_PREDICT,
            Platforms.GEMINI,
            Platforms.AZURE,
            Platforms.TGI)) {
      Map<String, Object> given =
          Map.of(
              "paths",
              Map.of(
                  "invoke", Platforms.path(Platforms.INVOKE),
                  "converse", Platforms.path(Platforms.CONVERSE),
                  "tgi", Platforms.path(Platforms.TGI)),
              "requests",
              requests());
      String base = "http://127.0.0.1:" + lab.fleet().port();
      seen = run(modules.toAbsolutePath(), base, LabClient.JSON.writeValueAsString(given));
    }
  }

  @Test
  void amazonsClientReadsConverse() {
    JsonNode plain = seen.get("converse-plain");
    assertThat(plain.at("/output/message/content/0/text").asString(""))
        .as(seen.toString())
        .isEqualTo("Paris");
    assertThat(plain.at("/stopReason").asString("")).isEqualTo("end_turn");
    assertThat(plain.at("/usage/outputTokens").intValue()).isEqualTo(PARIS);
    assertThat(plain.at("/usage/totalTokens").intValue()).isGreaterThan(PARIS);
    assertThat(plain.at("/usage/cacheReadInputTokens").isNumber()).isTrue();
    assertThat(plain.at("/metrics/latencyMs").isNumber()).isTrue();
    assertThat(plain.at("/performanceConfig/latency").asString("")).isEqualTo("standard");
    assertThat(plain.at("/serviceTier/type").asString("")).isEqualTo("default");
    assertThat(plain.at("/$metadata/requestId").asString("")).hasSize(36);
    assertThat(seen.at("/converse-tool/output/message/content/0/toolUse/input"))
        .isEqualTo(ARGUMENTS);
    assertThat(seen.at("/converse-tool/stopReason").asString("")).isEqualTo("tool_use");

    JsonNode events = seen.at("/converse-plain-streamed/events");
    assertThat(joined(events, "/contentBlockDelta/delta/text")).isEqualTo("Paris");
    assertThat(events.get(0).at("/messageStart/role").asString("")).isEqualTo("assistant");
    assertThat(events.get(events.size() - 2).at("/messageStop/stopReason").asString(""))
        .isEqualTo("end_turn");
    assertThat(events.get(events.size() - 1).at("/metadata/usage/outputTokens").intValue())
        .isEqualTo(PARIS);
    JsonNode tool = seen.at("/converse-tool-streamed/events");
    assertThat(tool.get(1).at("/contentBlockStart/start/toolUse/name").asString(""))
        .isEqualTo("get_weather");
    assertThat(LabClient.JSON.readTree(joined(tool, "/contentBlockDelta/delta/toolUse/input")))
        .isEqualTo(ARGUMENTS);
  }

  @Test
  void amazonsClientReadsInvokeModel() {
    assertThat(seen.at("/invoke-plain/content/0/text").asString("")).isEqualTo("Paris");
    assertThat(seen.at("/invoke-tool/content/0/input")).isEqualTo(ARGUMENTS);
    JsonNode events = seen.at("/invoke-plain-streamed/events");
    assertThat(seen.at("/invoke-plain-streamed/contentType").asString(""))
        .isEqualTo("application/json");
    assertThat(joined(events, "/delta/text")).isEqualTo("Paris");
    assertThat(
            events
                .get(events.size() - 1)
                .at("/amazon-bedrock-invocationMetrics/outputTokenCount")
                .intValue())
        .isEqualTo(PARIS);
  }

  /** The client finds the class of an exception by the header. */
  @Test
  void amazonsClientKnowsTheErrors() {
    for (String name :
        List.of(
            "converse-refused",
            "converse-refused-streamed",
            "converse-long",
            "converse-long-streamed",
            "invoke-refused",
            "invoke-refused-streamed")) {
      assertThat(seen.at("/%s/kind".formatted(name)).asString(""))
          .as(name)
          .isEqualTo("ValidationException");
      assertThat(seen.at("/%s/status".formatted(name)).intValue()).isEqualTo(400);
      assertThat(seen.at("/%s/requestId".formatted(name)).asString("")).hasSize(36);
    }
    assertThat(seen.at("/converse-unknown/kind").asString(""))
        .isEqualTo("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic-bedrock", "anthropic-vertex"})
  void anthropicsClientsReadMessages(String platform) {
    for (String way : List.of("", "-streamed")) {
      JsonNode plain = seen.get(platform + "-plain" + way);
      assertThat(plain.at("/content/0/text").asString("")).as(plain.toString()).isEqualTo("Paris");
      assertThat(plain.at("/stop_reason").asString("")).isEqualTo("end_turn");
      assertThat(plain.at("/usage/output_tokens").intValue()).isEqualTo(PARIS);
      JsonNode tool = seen.get(platform + "-tool" + way);
      assertThat(tool.at("/content/0/input")).isEqualTo(ARGUMENTS);
      assertThat(seen.get(platform + "-refused" + way).get("kind").asString(""))
          .isEqualTo("BadRequestError");
    }
    assertThat(seen.get(platform + "-unknown").get("kind").asString("")).isEqualTo("NotFoundError");
  }

  @Test
  void googlesClientReadsContentAndLogprobs() {
    JsonNode plain = seen.get("genai-plain");
    assertThat(plain.at("/candidates/0/content/parts/0/text").asString(""))
        .as(plain.toString())
        .isEqualTo("Paris");
    assertThat(plain.at("/candidates/0/finishReason").asString("")).isEqualTo("STOP");
    assertThat(plain.at("/candidates/0/avgLogprobs").isNumber()).isTrue();
    JsonNode chosen = plain.at("/candidates/0/logprobsResult/chosenCandidates");
    assertThat(chosen.size()).isEqualTo(PARIS);
    assertThat(chosen.get(0).get("tokenId").isIntegralNumber()).isTrue();
    assertThat(plain.at("/candidates/0/logprobsResult/topCandidates/0/candidates").size())
        .isEqualTo(5);
    assertThat(plain.at("/modelVersion").asString("")).isEqualTo("quill-001");
    assertThat(plain.at("/responseId").asString("")).hasSize(22);
    assertThat(plain.at("/usageMetadata/candidatesTokenCount").intValue()).isEqualTo(PARIS);
    JsonNode streamed = seen.get("genai-plain-streamed");
    assertThat(joined(streamed, "/candidates/0/content/parts/0/text")).isEqualTo("Paris");
    assertThat(seen.at("/genai-tool/candidates/0/content/parts/0/functionCall/args"))
        .isEqualTo(ARGUMENTS);
    for (String way : List.of("", "-streamed")) {
      JsonNode refused = seen.get("genai-refused" + way);
      assertThat(refused.get("kind").asString("")).as(refused.toString()).isEqualTo("ApiError");
      assertThat(refused.get("status").intValue()).isEqualTo(400);
      assertThat(refused.get("text").asString("")).contains("INVALID_ARGUMENT");
    }
  }

  @Test
  void openAisClientReadsAzuresAnswers() {
    for (String way : List.of("", "-streamed")) {
      JsonNode plain = seen.get("azure-plain" + way);
      assertThat(plain.at("/choices/0/message/content").asString(""))
          .as(plain.toString())
          .isEqualTo("Paris");
      assertThat(plain.at("/choices/0/logprobs/content").size()).isEqualTo(PARIS);
      assertThat(
              LabClient.JSON.readTree(
                  seen.get("azure-tool" + way)
                      .at("/choices/0/message/tool_calls/0/function/arguments")
                      .asString("")))
          .isEqualTo(ARGUMENTS);
      assertThat(seen.get("azure-refused" + way).get("kind").asString(""))
          .isEqualTo("BadRequestError");
    }
    assertThat(seen.at("/azure-plain/prompt_filter_results").size()).isEqualTo(1);
    assertThat(seen.at("/azure-unknown/kind").asString("")).isEqualTo("NotFoundError");
  }

  @Test
  void huggingFacesClientReadsTexts() {
    for (String path : List.of("tgi", "tgi/generate")) {
      JsonNode whole = seen.get(path);
      assertThat(whole.at("/generated_text").asString("")).as(whole.toString()).isEqualTo("Paris");
      assertThat(whole.at("/details/finish_reason").asString("")).isEqualTo("eos_token");
      assertThat(whole.at("/details/tokens").size()).isEqualTo(PARIS + 1);
    }
    for (String name : List.of("tgi-streamed", "tgi-root-streamed")) {
      JsonNode events = seen.get(name);
      assertThat(events.size()).as(events.toString()).isEqualTo(PARIS + 1);
      assertThat(events.get(events.size() - 1).get("generated_text").asString(""))
          .isEqualTo("Paris");
    }
    assertThat(seen.at("/tgi-refused/text").asString(""))
        .contains("`top_p` must be > 0.0 and < 1.0");
  }

  private static String joined(JsonNode events, String path) {
    return events
        .valueStream()
        .map(event -> event.at(path).asString(""))
        .collect(Collectors.joining());
  }

  private static Map<String, Object> requests() {
    return Map.of(
        "converse",
        Map.of(
            "plain",
                with(
                    with(
                        PlatformLab.converse(CAPITAL),
                        "performanceConfig",
                        Map.of("latency", "standard")),
                    "serviceTier",
                    Map.of("type", "default")),
            "tool", PlatformLab.converse(WEATHER),
            "refused", with(PlatformLab.converse(CAPITAL), "system", List.of(Map.of("text", " "))),
            "long",
                with(
                    PlatformLab.converse(CAPITAL),
                    "inferenceConfig",
                    Map.of("maxTokens", Catalogs.CONTEXT_WINDOW))),
        "messages",
        Map.of(
            "plain", messages(CAPITAL),
            "tool", messages(WEATHER),
            "refused", with(messages(CAPITAL), "temperature", 2)),
        "content",
        Map.of(
            "plain", content(CAPITAL, 0),
            "tool", content(WEATHER, 0),
            "refused", content(CAPITAL, 3)),
        "chat",
        Map.of(
            "plain", chat(CAPITAL),
            "tool", chat(WEATHER),
            "refused", with(chat(CAPITAL), "temperature", 3)),
        "text",
        Map.of(
            "inputs",
            PlatformLab.laidOut(CAPITAL),
            "parameters",
            Map.of("max_new_tokens", 100, "details", true, "top_n_tokens", 5)));
  }

  private static Map<String, Object> messages(Probe probe) {
    Map<String, Object> fields = MessagesWireTest.request(probe, 100);
    fields.remove("model");
    return fields;
  }

  /** As Google's client wants it: everything but the contents in a configuration. */
  private static Map<String, Object> content(Probe probe, int temperature) {
    Map<String, Object> fields = PlatformLab.content(probe);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("temperature", temperature);
    config.put("maxOutputTokens", 200);
    config.put("responseLogprobs", true);
    config.put("logprobs", 5);
    for (String name : List.of("systemInstruction", "tools")) {
      if (fields.containsKey(name)) {
        config.put(name, fields.get(name));
      }
    }
    return Map.of("contents", fields.get("contents"), "config", config);
  }

  private static Map<String, Object> chat(Probe probe) {
    Map<String, Object> fields = LabClient.request(Platforms.AZURE, probe);
    fields.remove("model");
    if (!probe.tools().isEmpty()) {
      fields.put("tools", MessagesWireTest.tools("function"));
    }
    return fields;
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    fields.put(name, value);
    return fields;
  }

  private static JsonNode run(Path modules, String base, String given) throws IOException {
    Path script = Path.of("src/test/resources/dev/plumbline/lab/platform-sdks.mjs");
    Process node =
        new ProcessBuilder("node", script.toString(), modules.toString(), base, given)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = node.getInputStream()) {
      return LabClient.JSON.readTree(new String(output.readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      node.destroy();
    }
  }
}
