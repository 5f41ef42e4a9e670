package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Tool;
import dev.plumbline.lab.Catalogs;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.model.LanguageModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lab, asked by a client that nobody here wrote: npm's {@code @anthropic-ai/sdk}, which is
 * strict about the order of a stream's events.
 */
@Tag("exhaustive")
class ForeignClientsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, Object> ASK =
      Map.of("role", "user", "content", "Name the capital of France.");
  private static final Map<String, Object> ASK_FOR_A_CALL =
      Map.of("role", "user", "content", "What is the weather in São Paulo?");

  @Test
  void theOfficialSdkReadsMessagesStreamsToolsAndErrors() throws IOException {
    Tool offered = Catalogs.TOOL_PROBE.tools().getFirst();
    Map<String, Object> tool =
        Map.of(
            "name",
            offered.name(),
            "description",
            offered.description(),
            "input_schema",
            JSON.convertValue(offered.parameters(), Object.class));
    Map<String, Object> plain =
        Map.of("model", "quill", "max_tokens", 100, "temperature", 0, "messages", List.of(ASK));
    Map<String, Object> calling =
        Map.of(
            "model",
            "quill",
            "max_tokens",
            100,
            "temperature",
            0,
            "system",
            "Use the tools you have.",
            "messages",
            List.of(ASK_FOR_A_CALL),
            "tools",
            List.of(tool));

    JsonNode seen =
        ask(
            Map.of(
                "whole", plain,
                "streamed", with(plain, "stream", true),
                "tool", calling,
                "tool-streamed", with(calling, "stream", true),
                "refused", with(plain, "temperature", 2),
                "unknown", with(plain, "model", "other")));

    for (String name : List.of("whole", "streamed")) {
      JsonNode message = seen.at("/%s/message".formatted(name));
      assertThat(message.at("/content").size()).as(seen.toString()).isEqualTo(1);
      assertThat(message.at("/content/0/text").asString("")).isEqualTo("Paris");
      assertThat(message.at("/stop_reason").asString("")).isEqualTo("end_turn");
      assertThat(message.at("/usage/output_tokens").intValue())
          .isEqualTo(LanguageModels.vocabulary().tokenize("Paris").length);
    }
    assertThat(seen.at("/whole/requestId").asString("")).startsWith("req_");
    assertThat(seen.at("/streamed/types").valueStream().map(JsonNode::stringValue).distinct())
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    for (String name : List.of("tool", "tool-streamed")) {
      JsonNode message = seen.at("/%s/message".formatted(name));
      assertThat(message.at("/content/0/name").asString("")).isEqualTo("get_weather");
      assertThat(message.at("/content/0/input"))
          .isEqualTo(JSON.readTree("{\"city\":\"São Paulo\",\"days\":[1,2],\"metric\":true}"));
      assertThat(message.at("/stop_reason").asString("")).isEqualTo("tool_use");
    }
    assertThat(seen.at("/refused/error").asString("")).isEqualTo("BadRequestError");
    assertThat(seen.at("/refused/type").asString("")).isEqualTo("invalid_request_error");
    assertThat(seen.at("/unknown/error").asString("")).isEqualTo("NotFoundError");
    assertThat(seen.at("/unknown/requestId").asString("")).startsWith("req_");
  }

  private static Map<String, Object> with(Map<String, Object> request, String name, Object value) {
    Map<String, Object> other = new HashMap<>(request);
    other.put(name, value);
    return other;
  }

  private static JsonNode ask(Map<String, Object> requests) throws IOException {
    Path modules = Path.of(System.getProperty("peers.dir", "target/peers/node_modules"));
    Path sdk = modules.resolve("@anthropic-ai/sdk");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(sdk).as("peers are installed in CI").exists();
    }
    assumeTrue(Files.exists(sdk), sdk + " is not installed; .ci/run installs it");
    List<Probe> probes =
        Stream.concat(Catalogs.PROBES.stream(), Stream.of(Catalogs.TOOL_PROBE)).toList();
    AtomicReference<LabFleet> started = new AtomicReference<>();
    LabFleet fleet =
        new LabFleet(
            () ->
                Catalogs.of(Objects.requireNonNull(started.get()).port(), probes, Catalogs.CLAUDE),
            LabSettings.immediate(),
            () -> Instant.EPOCH,
            42,
            _ -> {});
    started.set(fleet);
    fleet.start();
    try {
      String base = "http://127.0.0.1:%d/%s".formatted(fleet.port(), Catalogs.CLAUDE);
      return run(modules.toAbsolutePath(), base, JSON.writeValueAsString(requests));
    } finally {
      fleet.stop();
    }
  }

  private static JsonNode run(Path modules, String base, String requests) throws IOException {
    Path script = Path.of("src/test/resources/dev/plumbline/endtoend/anthropic-sdk.mjs");
    Process node =
        new ProcessBuilder("node", script.toString(), modules.toString(), base, requests)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = node.getInputStream()) {
      return JSON.readTree(new String(output.readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      node.destroy();
    }
  }
}
