package dev.plumbline.lab.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.ChatRequest.Extras;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.Sampling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestReaderTest {
  private static final OpenAiDialect DIALECT = new OpenAiDialect(LanguageModels.vocabulary());

  @Test
  void readsEveryField() throws RequestException {
    ChatRequest request =
        read(
            """
            {"model":"m","messages":[{"role":"system","content":"s"},
              {"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}],
             "temperature":0.5,"top_p":0.9,"top_k":8,"seed":7,"max_completion_tokens":9,"max_tokens":3,
             "stop":["x","y"],"logprobs":true,"top_logprobs":20,"n":1,"stream":true,
             "stream_options":{"include_usage":true},"user":"u","cache_salt":"ignored"}\
            """);

    assertThat(request)
        .isEqualTo(
            new ChatRequest(
                "m",
                new Prompt(
                    List.of(new Message("system", "s"), new Message("user", "ab")), List.of()),
                0.5,
                0.9,
                8,
                7L,
                9,
                List.of("x", "y"),
                true,
                20,
                true,
                "u",
                Extras.NONE));
  }

  @Test
  void absentAndNullFieldsHaveTheUsualDefaults() throws RequestException {
    ChatRequest request =
        read(
            """
            {"model":"m","messages":[{"role":"user","content":"c"}],"temperature":null,
             "stop":null,"seed":null}\
            """);

    assertThat(request)
        .isEqualTo(
            new ChatRequest(
                "m",
                new Prompt(List.of(new Message("user", "c")), List.of()),
                1,
                1,
                Sampling.ALL,
                null,
                null,
                List.of(),
                false,
                0,
                false,
                null,
                Extras.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"temperature\":2.1           | temperature      | number from 0.0 to 2.0",
        "\"temperature\":\"0\"         | temperature      | number from 0.0 to 2.0",
        "\"top_p\":-0.1                | top_p            | number from 0.0 to 1.0",
        "\"n\":2                       | n                | must be 1",
        "\"top_logprobs\":21           | top_logprobs     | integer from 0 to 20",
        "\"top_logprobs\":5            | top_logprobs     | 'logprobs' is true",
        "\"logprobs\":1                | logprobs         | true or false",
        "\"max_tokens\":0              | max_tokens       | integer from 1",
        "\"max_tokens\":1.5            | max_tokens       | integer from 1",
        "\"seed\":\"x\"                | seed             | must be an integer",
        "\"stop\":[\"\"]               | stop             | at most 4 texts",
        "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"] | stop  | at most 4 texts",
        "\"stream_options\":{}         | stream_options   | 'stream' is true",
        "\"user\":5                    | user             | must be a string",
        "\"messages\":[]               | messages         | at least one message",
        "\"messages\":[{\"content\":\"c\"}]    | messages[0].role    | must be a string",
        "\"messages\":[{\"role\":\"user\"}]    | messages[0].content | array of text parts",
        "\"messages\":null             | messages         | Missing required parameter",
        "\"cache_salt\":\"\"            | cache_salt       | non-empty",
        "\"prompt_logprobs\":-1         | prompt_logprobs  | integer from 0 to 40",
        "\"stream\":true,\"prompt_logprobs\":1 | prompt_logprobs | not available when",
        "\"routed_dp_rank\":\"a\"       | routed_dp_rank   | must be an integer",
        "\"model\":null                | model            | must provide a model",
      })
  void saysWhichFieldIsWrongAndWhatItMayBe(String field, String param, String message) {
    ApiError error =
        error(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"c\"}],%s}"
                .formatted(field));

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.type()).isEqualTo("invalid_request_error");
    assertThat(error.param()).isEqualTo(param);
    assertThat(error.message()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{\"model\":}"})
  void aBodyThatIsNoJsonObjectIsSaidToBeSo(String body) {
    assertThat(error(body).message()).startsWith("We could not parse the JSON body");
  }

  private static ApiError error(String body) {
    return ApiError.of(catchThrowableOfType(RequestException.class, () -> read(body)).problem());
  }

  private static ChatRequest read(String body) throws RequestException {
    return DIALECT
        .read(
            new Incoming(
                new Operation("chat", null),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                _ -> false))
        .request();
  }
}
