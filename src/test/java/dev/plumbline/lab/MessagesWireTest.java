package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.lab.model.LanguageModels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Anthropic Messages over a bare socket, byte for byte, and tools in both wire formats. */
class MessagesWireTest {
  private static final String VERSION = "anthropic-version: 2023-06-01\r\n";
  private static final Probe EMOJI = probe("emoji");

  /** Golden: three tokens; a whole call of a tool. */
  @ParameterizedTest
  @ValueSource(strings = {"message", "message-stream", "tool-use", "tool-use-stream"})
  void responsesAreWrittenByteForByteAsTheContractSays(String name) {
    boolean tool = name.startsWith("tool");
    Map<String, Object> fields = request(tool ? Catalogs.TOOL_PROBE : EMOJI, tool ? 100 : 3);
    fields.put("stream", name.endsWith("stream"));

    WireTest.assertGolden(name + ".http", first(fields).shown());
  }

  @Test
  void streamedPiecesJoinToTheWholeAnswerOfEitherFormat() {
    for (Probe probe : Catalogs.PROBES) {
      Map<String, Object> fields = request(probe, 200);
      String whole = json(first(fields)).at("/content/0/text").stringValue();
      fields.put("stream", true);

      String joined =
          events(first(fields)).stream()
              .map(event -> event.at("/delta/text").asString(""))
              .collect(Collectors.joining());
      assertThat(joined).isEqualTo(whole);
    }
  }

  @Test
  void aStopSequenceIsNamed() {
    Map<String, Object> fields = request(probe("tides"), 200);
    fields.put("stop_sequences", List.of("never", " tides are"));

    JsonNode message = json(first(fields));
    assertThat(message.at("/stop_reason").stringValue()).isEqualTo("stop_sequence");
    assertThat(message.at("/stop_sequence").stringValue()).isEqualTo(" tides are");
    assertThat(message.at("/content/0/text").stringValue()).isEqualTo("The");
  }

  @Test
  void anAnswerThatEndsByItselfEndsItsTurn() {
    JsonNode message = json(first(request(probe("capital"), 200)));

    assertThat(message.at("/stop_reason").stringValue()).isEqualTo("end_turn");
    assertThat(message.at("/stop_sequence").isNull()).isTrue();
    assertThat(message.at("/usage/output_tokens").intValue())
        .isEqualTo(LanguageModels.vocabulary().tokenize("Paris").length);
  }

  @Test
  void openAiToolCallsJoinToTheWholeOnes() {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, Catalogs.TOOL_PROBE);
    fields.put("tools", tools("function"));
    JsonNode whole = json(chat(fields)).at("/choices/0");
    fields.put("stream", true);
    List<JsonNode> deltas =
        Stream.of(chat(fields).body().split("\n\n"))
            .filter(event -> !event.equals("data: [DONE]"))
            .map(event -> LabClient.JSON.readTree(event.substring("data: ".length())))
            .map(chunk -> chunk.at("/choices/0"))
            .toList();

    assertThat(whole.at("/finish_reason").stringValue()).isEqualTo("tool_calls");
    assertThat(whole.at("/message/content").isNull()).isTrue();
    JsonNode call = whole.at("/message/tool_calls/0");
    assertThat(call.at("/id").stringValue()).startsWith("call_");
    assertThat(call.at("/function/arguments").stringValue())
        .isEqualTo("{\"city\": \"São Paulo\", \"days\": [1, 2], \"metric\": true}");
    JsonNode opening =
        deltas.stream()
            .map(delta -> delta.at("/delta/tool_calls/0"))
            .filter(JsonNode::isObject)
            .findFirst()
            .orElseThrow();
    assertThat(opening.at("/id")).isEqualTo(call.at("/id"));
    assertThat(opening.at("/function/name").stringValue()).isEqualTo("get_weather");
    assertThat(
            deltas.stream()
                .map(delta -> delta.at("/delta/tool_calls/0/function/arguments").asString(""))
                .collect(Collectors.joining()))
        .isEqualTo(call.at("/function/arguments").stringValue());
    assertThat(
            deltas.stream().flatMap(delta -> delta.at("/logprobs/content").valueStream()).toList())
        .isEqualTo(whole.at("/logprobs/content").valueStream().toList());
    assertThat(deltas.getLast().at("/finish_reason").stringValue()).isEqualTo("tool_calls");
  }

  @Test
  void promptsCostTheSameInEitherFormat() {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, Catalogs.TOOL_PROBE);
    fields.put("tools", tools("function"));
    int openAi = json(chat(fields)).at("/usage/prompt_tokens").intValue();

    assertThat(json(first(request(Catalogs.TOOL_PROBE, 100))).at("/usage/input_tokens").intValue())
        .isEqualTo(openAi)
        .isGreaterThan(50);
  }

  private static Probe probe(String id) {
    return Catalogs.PROBES.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  /** The fields of a greedy request, as the contract has them. */
  static Map<String, Object> request(Probe probe, int maxTokens) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", Catalogs.CLAUDE.model());
    fields.put("max_tokens", maxTokens);
    fields.put("temperature", 0);
    probe.messages().stream()
        .filter(message -> message.role().equals("system"))
        .forEach(message -> fields.put("system", message.content()));
    fields.put(
        "messages",
        probe.messages().stream()
            .filter(message -> !message.role().equals("system"))
            .map(message -> Map.of("role", message.role(), "content", message.content()))
            .toList());
    fields.put("metadata", Map.of("user_id", "golden"));
    if (!probe.tools().isEmpty()) {
      fields.put("tools", tools("custom"));
    }
    return fields;
  }

  static List<Map<String, Object>> tools(String type) {
    return Catalogs.TOOL_PROBE.tools().stream()
        .map(tool ->
            type.equals("function")
                ? Map.<String, Object>of(
                    "type",
                    type,
                    "function",
                    Map.of(
                        "name", tool.name(),
                        "description", tool.description(),
                        "parameters", tool.parameters()))
                : Map.<String, Object>of(
                    "name", tool.name(),
                    "description", tool.description(),
                    "input_schema", tool.parameters()))
        .toList();
  }

  private static JsonNode json(RawHttp.Response response) {
    return LabClient.JSON.readTree(response.body());
  }

  /** The events' data; also proves that each is named by its type. */
  private static List<JsonNode> events(RawHttp.Response response) {
    return Arrays.stream(response.body().split("\n\n")).map(MessagesWireTest::data).toList();
  }

  private static JsonNode data(String event) {
    String[] lines = event.split("\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[1]).startsWith("data: ");
    JsonNode data = LabClient.JSON.readTree(lines[1].substring("data: ".length()));
    assertThat(lines[0]).isEqualTo("event: " + data.get("type").stringValue());
    return data;
  }

  /** The first response of a new lab. */
  private static RawHttp.Response first(Map<String, Object> fields) {
    return post(Catalogs.CLAUDE, "/messages", VERSION, fields);
  }

  private static RawHttp.Response chat(Map<String, Object> fields) {
    fields.put("user", "golden");
    return post(Catalogs.TPU, "/chat/completions", "", fields);
  }

  private static RawHttp.Response post(
      Labels labels, String path, String headers, Map<String, Object> fields) {
    List<Probe> probes =
        Stream.concat(Catalogs.PROBES.stream(), Stream.of(Catalogs.TOOL_PROBE)).toList();
    try (RunningLab lab = new RunningLab(LabSettings.immediate(), probes, labels)) {
      return RawHttp.post(
          lab.fleet().port(),
          Catalogs.path(labels) + path,
          headers,
          LabClient.JSON.writeValueAsBytes(fields));
    }
  }
}
