package dev.plumbline.probe.wire;

import static dev.plumbline.probe.wire.Responses.answered;
import static dev.plumbline.probe.wire.Responses.decode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatWholeTest {
  @Test
  void aCompletionWithLogprobsIsReadWhole() {
    Outcome outcome =
        decode(
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1741570283,"model":"m-1",
             "choices":[{"index":0,
               "message":{"role":"assistant","content":"Hi","refusal":null,"annotations":[]},
               "logprobs":{"content":[{"token":"Hi","logprob":-0.01,"bytes":[72,105],
                 "top_logprobs":[{"token":"Hi","logprob":-0.01,"bytes":[72,105]},
                                 {"token":"Yo","logprob":-9999.0,"bytes":null}]}],"refusal":null},
               "finish_reason":"stop"}],
             "usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10},
             "system_fingerprint":"fp_1","something_new":{"a":[1]}}
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Answered(
                new Answer(
                    "Hi",
                    "stop",
                    List.of(
                        new Token(
                            "Hi",
                            "4869",
                            -0.01,
                            List.of(
                                new Token.Alternative("Hi", "4869", -0.01),
                                new Token.Alternative("Yo", null, null)))),
                    "m-1",
                    new Answer.Usage(9, 1),
                    List.of())));
  }

  @Test
  void textIsTheContentAndElseTheJoinedBytes() {
    String tokens =
        """
        "logprobs":{"content":[{"token":"\\\\xe0","logprob":-1,"bytes":[224,184]},
                               {"token":"\\\\x81","logprob":-1,"bytes":[129]}]},"finish_reason":"stop"
        """;

    assertThat(answered(choice("\"content\":null", tokens)).answer().text()).isEqualTo("ก");
    assertThat(answered(choice("\"content\":\"k\"", tokens)).answer().text()).isEqualTo("k");
    assertThat(answered(choice("\"content\":\"\"", tokens)).answer().text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-9999.0|",
        "-9999|",
        "-12345.5|",
        "NaN|",
        "-Infinity|",
        "null|",
        "\"x\"|",
        "-9998.5|-9998.5",
        "0|0.0",
        "-0.25|-0.25",
      })
  void aLogprobIsANumberInRangeOrNothing(String written, @Nullable Double read) {
    String body =
        choice(
            "\"content\":\"a\"",
            "\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":%s}]}".formatted(written));

    assertThat(answered(body).answer().tokens().getFirst().logprob()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[300]", "[-1]", "[1.5]", "\"4869\"", "[\"a\"]", "null", "{}"})
  void bytesThatAreNoBytesAreNone(String bytes) {
    String body =
        choice(
            "\"content\":null",
            "\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-1,\"bytes\":%s}]}"
                .formatted(bytes));

    Answer answer = answered(body).answer();
    assertThat(answer.tokens().getFirst().bytes()).isNull();
    assertThat(answer.text()).isEmpty();
  }

  @Test
  void toolCallsAndEmptyAnswersAreAnswers() {
    assertThat(
            answered(
                    choice(
                        "\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\"}]",
                        "\"finish_reason\":\"tool_calls\""))
                .answer())
        .isEqualTo(
            new Answer(
                "", "tool_calls", List.of(), null, null, List.of(new Answer.ToolCall("", ""))));
    assertThat(answered(choice("\"role\":\"assistant\"", "\"index\":0")).answer().text()).isEmpty();
  }

  @Test
  void contentInPartsIsJoined() {
    String body =
        choice(
            "\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image\"},{\"type\":\"text\",\"text\":\"b\"}]",
            "\"index\":0");

    assertThat(answered(body).answer().text()).isEqualTo("ab");
  }

  @Test
  void halfASurrogatePairIsAReplacementCharacterThatJsonCanCarry() {
    String body = choice("\"content\":\"a\\ud83d b \\ud83d\\ude00\"", "\"index\":0");

    assertThat(answered(body).answer().text()).isEqualTo("a\uFFFD b 😀");
  }

  @Test
  void bytesThatAreNoUtf8AreGarbledTextToBeJudged() {
    byte[] body = choice("\"content\":\"a#b\"", "\"index\":0").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '#' ? (byte) 0xFF : body[i];
    }

    assertThat(((Outcome.Answered) decode(200, Map.of(), body)).answer().text())
        .isEqualTo("a\uFFFDb");
  }

  @Test
  void refusalAndContentFilterAreRefusals() {
    assertThat(decode(choice("\"content\":null,\"refusal\":\"I cannot\"", "\"index\":0")))
        .isEqualTo(new Outcome.Refused(200, "refusal: I cannot", Cause.SAFETY));
    assertThat(decode(choice("\"content\":\"half\"", "\"finish_reason\":\"content_filter\"")))
        .isEqualTo(new Outcome.Refused(200, "content_filter", Cause.SAFETY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><html>|HTML instead of JSON",
        "  <html><body>sign in|HTML instead of JSON",
        "''|an empty body",
        "not json|not a JSON object",
        "[1,2]|not a JSON object",
        "null|not a JSON object",
        "{\"choices\":[{\"message\":{\"content\":\"cut of|not a JSON object",
        "{}|a completion without choices",
        "{\"choices\":[]}|a completion without choices",
        "{\"choices\":{}}|a completion without choices",
        "{\"choices\":[{\"index\":0}]}|a completion without choices",
        "{\"choices\":[{\"index\":1,\"message\":{\"content\":\"x\"}}]}|a completion without choices",
        "{\"error\":{\"message\":\"out of memory\"}}|out of memory",
        "{\"error\":\"overloaded\",\"error_type\":\"x\"}|overloaded",
        "{\"object\":\"error\",\"message\":\"bad\"}|bad",
        "{\"error\":{}}|an error without a message",
      })
  void a200ThatIsNoCompletionIsTheTargetsError(String body, String detail) {
    assertThat(decode(body))
        .isInstanceOfSatisfying(
            Outcome.TargetError.class,
            error -> {
              assertThat(error.status()).isEqualTo(200);
              assertThat(error.detail()).contains(detail);
            });
  }

  private static String choice(String message, String rest) {
    return "{\"choices\":[{\"message\":{%s},%s}]}".formatted(message, rest);
  }
}
