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

/** Bedrock's Converse. */
class BedrockConverseTest {
  private static final String CONVERSE =
      Platforms.path(Platforms.CONVERSE) + "/model/anthropic.quill-v1%3A0/converse";
  private static final String STREAM = CONVERSE + "-stream";

  @Test
  void aWholeAnswerSaysWhatItCostAndWhatWasAskedFor() {
    try (PlatformLab lab = new PlatformLab(Platforms.CONVERSE)) {
      Map<String, Object> fields = PlatformLab.converse(PlatformLab.probe("capital"));
      fields.put("performanceConfig", Map.of("latency", "standard"));
      JsonNode answer = PlatformLab.json(lab.post(CONVERSE, fields));

      assertThat(answer.at("/output/message/role").stringValue()).isEqualTo("assistant");
      assertThat(answer.at("/output/message/content/0/text").stringValue()).isEqualTo("Paris");
      assertThat(answer.at("/stopReason").stringValue()).isEqualTo("end_turn");
      assertThat(answer.at("/metrics/latencyMs").intValue()).isZero();
      assertThat(answer.at("/performanceConfig/latency").stringValue()).isEqualTo("standard");
      JsonNode usage = answer.get("usage");
      assertThat(usage.get("totalTokens").intValue())
          .isEqualTo(usage.get("inputTokens").intValue() + usage.get("outputTokens").intValue());
    }
  }

  @Test
  void aStreamCarriesTheSameAnswerInTheOrderOfTheContract() {
    for (Probe probe : Catalogs.PROBES) {
      try (PlatformLab first = new PlatformLab(Platforms.CONVERSE);
          PlatformLab second = new PlatformLab(Platforms.CONVERSE)) {
        JsonNode whole = PlatformLab.json(first.post(CONVERSE, PlatformLab.converse(probe)));
        HttpResponse<byte[]> response = second.post(STREAM, PlatformLab.converse(probe));
        List<EventStream.Event> events = EventStream.read(response.body());

        assertThat(PlatformLab.header(response, "content-type"))
            .isEqualTo("application/vnd.amazon.eventstream");
        assertThat(events.stream().map(EventStream.Event::type).distinct())
            .containsExactly(
                "messageStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata");
        assertThat(
                events.stream()
                    .map(event -> event.json().at("/delta/text").asString(""))
                    .collect(Collectors.joining()))
            .isEqualTo(whole.at("/output/message/content/0/text").stringValue());
        assertThat(events.getLast().json().get("usage")).isEqualTo(whole.get("usage"));
        assertThat(events).allMatch(event -> event.json().get("p").isString());
      }
    }
  }

  @Test
  void toolsAreCalledWholeAndStreamed() {
    try (PlatformLab lab = new PlatformLab(Platforms.CONVERSE)) {
      JsonNode whole =
          PlatformLab.json(lab.post(CONVERSE, PlatformLab.converse(Catalogs.TOOL_PROBE)));
      JsonNode call = whole.at("/output/message/content/0/toolUse");
      assertThat(whole.at("/stopReason").stringValue()).isEqualTo("tool_use");
      assertThat(call.at("/name").stringValue()).isEqualTo("get_weather");
      assertThat(call.at("/toolUseId").stringValue()).matches("tooluse_[0-9a-f]{22}");
      assertThat(call.at("/input")).isEqualTo(PlatformLab.arguments());

      List<EventStream.Event> events =
          EventStream.read(lab.post(STREAM, PlatformLab.converse(Catalogs.TOOL_PROBE)).body());
      assertThat(events.stream().map(EventStream.Event::type).distinct())
          .containsExactly(
              "messageStart",
              "contentBlockStart",
              "contentBlockDelta",
              "contentBlockStop",
              "messageStop",
              "metadata");
      assertThat(events.get(1).json().at("/start/toolUse/name")).isEqualTo(call.at("/name"));
      String input =
          events.stream()
              .map(event -> event.json().at("/delta/toolUse/input").asString(""))
              .collect(Collectors.joining());
      assertThat(LabClient.JSON.readTree(input)).isEqualTo(call.at("/input"));
    }
  }

  @ParameterizedTest
  @CsvSource({"maxTokens, 2, max_tokens", "stopSequences, ari, stop_sequence"})
  void anAnswerSaysWhyItEnded(String name, String value, String reason) {
    try (PlatformLab lab = new PlatformLab(Platforms.CONVERSE)) {
      Map<String, Object> fields = PlatformLab.converse(PlatformLab.probe("tides"));
      Object given = name.equals("maxTokens") ? Integer.valueOf(value) : List.of("tides");
      fields.put("inferenceConfig", Map.of("temperature", 0, name, given));

      assertThat(PlatformLab.json(lab.post(CONVERSE, fields)).at("/stopReason").stringValue())
          .isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                       | Malformed input request",
        "{}                      | must start with a user message",
        "{'messages':[{'role':'assistant','content':[{'text':'a'}]}]} | start with a user message",
        "{'messages':[{'role':'user','content':[]}]}              | messages.0.content is empty",
        "{'messages':[{'role':'user','content':[{'text':' '}]}]}  | messages.0.content.0 is blank",
        "{'messages':[{'role':'user','content':[{'image':{}}]}]}  | reads text alone",
        "{'messages':[{'role':'system','content':[{'text':'a'}]}]} | enum value set",
        "{'messages':[U],'inferenceConfig':{'temperature':1.5}} | less than or equal to 1",
        "{'messages':[U],'inferenceConfig':{'topP':-1}} | greater than or equal to 0",
        "{'messages':[U],'inferenceConfig':{'maxTokens':0}} | greater than or equal to 1",
        "{'messages':[U],'inferenceConfig':{'stopSequences':['']}} | non-empty strings",
        "{'messages':[U],'inferenceConfig':[]} | must be an object",
        "{'messages':[U],'requestMetadata':{'a':1}} | requestMetadata",
        "{'messages':[U],'toolConfig':{'tools':[]}} | toolConfig.tools",
        "{'messages':[U],'toolConfig':{'tools':[{'toolSpec':{'name':'a b'}}]}} | regular expression",
        "{'messages':[U],'toolConfig':{'tools':[{'toolSpec':{'name':'a'}}]}} | one of the following",
        "{'messages':[U],'toolConfig':{'tools':[{}],'toolChoice':{'any':{}}}} | must be 'auto'",
      })
  void whatIsNoRequestIsRefused(String body, String message) {
    String user = "{'role':'user','content':[{'text':'a'}]}";
    try (PlatformLab lab = new PlatformLab(Platforms.CONVERSE)) {
      HttpResponse<byte[]> response =
          lab.send("POST", CONVERSE, body.replace("U", user).replace('\'', '"'));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(PlatformLab.header(response, "x-amzn-errortype"))
          .startsWith("ValidationException:");
      assertThat(PlatformLab.json(response).get("message").stringValue()).contains(message);
    }
  }

  @Test
  void whatTheModelRefusesIsSaidToComeFromIt() {
    try (PlatformLab lab = new PlatformLab(Platforms.CONVERSE)) {
      Map<String, Object> fields = PlatformLab.converse(PlatformLab.probe("capital"));
      fields.put("inferenceConfig", Map.of("maxTokens", Catalogs.CONTEXT_WINDOW));

      assertThat(PlatformLab.json(lab.post(STREAM, fields)).get("message").stringValue())
          .startsWith(
              "The model returned the following errors: input length and `max_tokens` exceed");
    }
  }
}
