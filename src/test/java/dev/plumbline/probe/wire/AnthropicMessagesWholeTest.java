package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicMessagesWholeTest {
  private static final Answer ANSWER =
      new Answer(
          "Hello! สวัสดี and 😀 welcome.",
          "tool_use",
          List.of(),
          "claude-opus-4-1-20250805",
          new Answer.Usage(1112, 6, 1000),
          List.of(
              new Answer.ToolCall(
                  "get_weather", "{\"location\":\"San Francisco, CA\",\"days\":1.0}"),
              new Answer.ToolCall("now", "{}")));

  @Test
  void aDocumentedMessageIsReadWhole() {
    assertThat(Responses.ANTHROPIC.read(Responses.golden("anthropic-whole.json")))
        .isEqualTo(new Outcome.Answered(ANSWER));
  }

  @Test
  void everyCutIsNoMessage() {
    byte[] bytes =
        Responses.golden("anthropic-whole.json").strip().getBytes(StandardCharsets.UTF_8);
    for (int end = 0; end < bytes.length; end++) {
      byte[] cut = Arrays.copyOf(bytes, end);
      assertThat(Responses.ANTHROPIC.read(200, Map.of(), cut))
          .isInstanceOf(Outcome.TargetError.class);
      assertThat(Responses.ANTHROPIC.hasBegun(cut, end)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "\"stop_reason\":\"refusal\"|refusal",
        "\"stop_reason\":\"refusal\",\"stop_details\":{\"type\":\"refusal\",\"explanation\":\"harm\"}|refusal: harm",
        "\"stop_reason\":\"refusal\",\"stop_details\":{\"type\":\"refusal\",\"explanation\":null}|refusal",
      })
  void aRefusalIsSaidToBeOne(String ending, String detail) {
    assertThat(message("{\"type\":\"text\",\"text\":\"I\"}", ending))
        .isEqualTo(new Outcome.Refused(200, detail, Cause.SAFETY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"end_turn", "max_tokens", "stop_sequence", "pause_turn", "new_reason"})
  void anyOtherReasonIsKeptInItsOwnWord(String reason) {
    assertThat(answer("", "\"stop_reason\":\"%s\"".formatted(reason)))
        .isEqualTo(new Answer("", reason, List.of(), null, null, List.of()));
  }

  @Test
  void wrongTypesAreNothingAndNeverThrow() {
    assertThat(
            answer(
                "1,null,\"x\",{},{\"type\":\"text\",\"text\":7},{\"type\":3,\"text\":\"a\"},{\"type\":\"tool_use\",\"name\":1,\"input\":null}",
                "\"stop_reason\":3,\"model\":4,\"usage\":{\"input_tokens\":\"9\",\"output_tokens\":1e99}"))
        .isEqualTo(
            new Answer("", null, List.of(), null, null, List.of(new Answer.ToolCall("", "{}"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ \"a\" : 1.50, \"a\":1e2,\n \"b\": [NaN, {\"input\": {}}], \"ü😀\": \"}\" }",
        "[0.12345678901234567890, 2]",
      })
  void argumentsStayAsTheyAreWritten(String input) {
    String other = "{\"input\":{\"not\":\"this\"},\"type\":\"text\"},[{\"input\":{}}]";
    String call = "{\"input\":" + input + " ,\"type\":\"tool_use\",\"name\":\"f\"}";

    assertThat(answer(other + "," + call, "\"x\":{\"content\":[1]}").toolCalls())
        .containsExactly(new Answer.ToolCall("f", input));
  }

  @ParameterizedTest
  @CsvSource({"null, {}", "7, 7", "'\"text\"', text"})
  void whatIsNoObjectIsStillKept(String input, String arguments) {
    assertThat(
            answer(
                    "{\"type\":\"tool_use\",\"name\":\"f\",\"input\":%s}".formatted(input),
                    "\"x\":0")
                .toolCalls())
        .containsExactly(new Answer.ToolCall("f", arguments));
  }

  @Test
  void tokenCountsDoNotOverflow() {
    assertThat(
            answer(
                    "",
                    "\"usage\":{\"input_tokens\":2147483647,\"cache_read_input_tokens\":2147483647}")
                .usage())
        .isEqualTo(new Answer.Usage(Integer.MAX_VALUE, 0, Integer.MAX_VALUE));
  }

  @Test
  void halfASurrogatePairIsMadeFitForUtf8() {
    assertThat(answer("{\"type\":\"text\",\"text\":\"a\\ud83d\"}", "\"x\":1").text())
        .isEqualTo("a\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "<html>",
        "{\"content\":\"text\"}",
        "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"boom\"}}",
        "{\"choices\":[]}",
      })
  void whatIsNoMessageIsTheTargetsError(String body) {
    assertThat(Responses.ANTHROPIC.read(body)).isInstanceOf(Outcome.TargetError.class);
  }

  private static Answer answer(String blocks, String more) {
    return ((Outcome.Answered) message(blocks, more)).answer();
  }

  private static Outcome message(String blocks, String more) {
    return Responses.ANTHROPIC.read("{\"content\":[%s],%s}".formatted(blocks, more));
  }
}
