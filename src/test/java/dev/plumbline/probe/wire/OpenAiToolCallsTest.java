package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Answer.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenAiToolCallsTest {
  private static final ToolCall WEATHER = new ToolCall("get_weather", "{\"city\": \"Oslo\"}");

  @Test
  void callsOfAWholeMessageAreReadInOrderWithTheirArgumentsAsWritten() {
    Answer answer =
        whole(
            """
            "content":null,"tool_calls":[
              {"id":"call_1","type":"function",
               "function":{"name":"get_weather","arguments":"{\\"city\\": \\"Oslo\\"}"}},
              {"id":"call_2","type":"function","function":{"name":"now","arguments":{"utc":true}}},
              {"id":"call_3","type":"function","function":{"name":"broken","arguments":"{\\"a"}}]
            """);

    assertThat(answer.toolCalls())
        .containsExactly(
            WEATHER, new ToolCall("now", "{\"utc\":true}"), new ToolCall("broken", "{\"a"));
    assertThat(answer.text()).isEmpty();
  }

  @Test
  void theOlderFormIsReadWhereThereIsNoOther() {
    String legacy = "\"function_call\":{\"name\":\"old\",\"arguments\":\"{}\"}";

    assertThat(whole("\"content\":null," + legacy).toolCalls())
        .containsExactly(new ToolCall("old", "{}"));
    assertThat(whole("\"content\":\"\",\"tool_calls\":[]," + legacy).toolCalls()).isEmpty();
  }

  @Test
  void wrongTypesAreNoCalls() {
    assertThat(whole("\"content\":\"a\",\"tool_calls\":\"x\"").toolCalls()).isEmpty();
    assertThat(whole("\"content\":\"a\",\"tool_calls\":[1,null]").toolCalls()).isEmpty();
    assertThat(whole("\"content\":\"a\",\"tool_calls\":null,\"function_call\":null").toolCalls())
        .isEmpty();
  }

  @Test
  void piecesAreJoinedByIndex() {
    Answer answer =
        streamed(
            """
            {"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":""}}
            {"index":1,"id":"call_2","type":"function","function":{"name":"now","arguments":"{"}}
            {"index":0,"function":{"arguments":"{\\"city\\""}}
            {"index":1,"function":{"arguments":"}"}}
            {"index":0,"function":{"name":null,"arguments":": \\"Oslo\\"}"}}
            """);

    assertThat(answer.toolCalls()).containsExactly(WEATHER, new ToolCall("now", "{}"));
    assertThat(answer.finishReason()).isEqualTo("tool_calls");
  }

  @Test
  void withoutIndexAnIdBeginsACall() {
    Answer answer =
        streamed(
            """
            {"id":"a","function":{"name":"get_weather","arguments":"{\\"city\\""}}
            {"function":{"arguments":": \\"Oslo\\"}"}}
            {"id":"b","function":{"name":"now","arguments":"{}"}}
            """);

    assertThat(answer.toolCalls()).containsExactly(WEATHER, new ToolCall("now", "{}"));
  }

  @Test
  void theOlderFormStreamsToo() {
    String stream =
        events(
            Stream.of(
                "\"function_call\":{\"name\":\"old\",\"arguments\":\"\"}",
                "\"function_call\":{\"arguments\":\"{\\\"a\\\"\"}",
                "\"function_call\":{\"arguments\":\":1}\"}"));

    assertThat(Responses.answered(stream).answer().toolCalls())
        .containsExactly(new ToolCall("old", "{\"a\":1}"));
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    assertThat(Responses.begun(bytes, bytes.length)).isTrue();
  }

  private static Answer whole(String message) {
    return Responses.answered(
            "{\"choices\":[{\"message\":{%s},\"finish_reason\":\"tool_calls\"}]}"
                .formatted(message))
        .answer();
  }

  private static Answer streamed(String calls) {
    return Responses.answered(events(calls.lines().map("\"tool_calls\":[%s]"::formatted))).answer();
  }

  private static String events(Stream<String> deltas) {
    List<String> ends = List.of("data: [DONE]\n\n");
    return Stream.concat(
            Stream.concat(
                deltas.map("data: {\"choices\":[{\"delta\":{%s}}]}\n\n"::formatted),
                Stream.of(
                    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n")),
            ends.stream())
        .collect(Collectors.joining());
  }
}
