package dev.plumbline.lab.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Prompt;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesRequestReaderTest {

  @Test
  void readsEveryField() throws RequestException {
    ChatRequest request =
        read(
            """
            {"model":"m","max_tokens":9,"system":[{"type":"text","text":"s"}],
             "messages":[{"role":"user","content":[{"type":"text","text":"a"},
               {"type":"text","text":"b"}]},{"role":"assistant","content":"c"}],
             "temperature":0.5,"top_p":0.9,"top_k":5,"stop_sequences":["x"],"stream":true,
             "metadata":{"user_id":"u"},"tool_choice":{"type":"auto"},
             "tools":[{"name":"f","description":"d","input_schema":{"type":"object"}}]}\
            """);

    assertThat(request.model()).isEqualTo("m");
    assertThat(request.maxTokens()).isEqualTo(9);
    Prompt prompt = (Prompt) request.prompt();
    assertThat(prompt.messages())
        .containsExactly(
            new Message("system", "s"), new Message("user", "ab"), new Message("assistant", "c"));
    assertThat(prompt.tools()).singleElement().returns("f", tool -> tool.name());
    assertThat(request.temperature()).isEqualTo(0.5);
    assertThat(request.topP()).isEqualTo(0.9);
    assertThat(request.stop()).containsExactly("x");
    assertThat(request.stream()).isTrue();
    assertThat(request.user()).isEqualTo("u");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"max_tokens\":null        | max_tokens: Field required",
        "\"max_tokens\":0           | max_tokens: must be an integer from 1",
        "\"model\":null             | model: Field required",
        "\"messages\":null          | messages: Field required",
        "\"messages\":[]            | messages: at least one message is required",
        "\"messages\":{}            | messages: Input should be a valid list",
        "\"messages\":[{\"role\":\"robot\",\"content\":\"c\"}] | messages.0.role: Input should be",
        "\"messages\":[{\"role\":\"system\",\"content\":\"c\"}] | messages: Unexpected role \"system\"",
        "\"messages\":[{\"role\":\"assistant\",\"content\":\"c\"}] | first message must use the \"user\" role",
        "\"messages\":[{\"role\":\"user\",\"content\":\"\"}] | messages.0: all messages must have non-empty",
        "\"messages\":[{\"role\":\"user\"}] | messages.0.content: Input should be",
        "\"temperature\":1.1        | temperature: range: 0..1",
        "\"temperature\":-1         | temperature: range: 0..1",
        "\"temperature\":\"0\"      | temperature: must be a number",
        "\"top_p\":2                | top_p: range: 0..1",
        "\"top_k\":-1               | top_k: must be an integer",
        "\"stop_sequences\":[\" \"] | stop_sequences: each stop sequence",
        "\"stream\":1               | stream: must be true or false",
        "\"seed\":1                 | seed: Extra inputs are not permitted",
        "\"user\":\"u\"             | user: Extra inputs are not permitted",
        "\"tools\":[{\"name\":\"f\"}] | tools.0.input_schema: Field required",
        "\"tools\":[{\"name\":\"f\",\"input_schema\":{}}] | tools.0.input_schema.type",
        "\"tools\":[{\"name\":\"a b\",\"input_schema\":{\"type\":\"object\"}}] | tools.0.name",
        "\"tool_choice\":{\"type\":\"any\"} | tool_choice",
      })
  void saysWhichFieldIsWrongAndWhatItMayBe(String field, String message) {
    ErrorBody error =
        error(
            """
            {"model":"m","max_tokens":5,"messages":[{"role":"user","content":"c"}],%s}\
            """
                .formatted(field));

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.type()).isEqualTo("invalid_request_error");
    assertThat(error.message()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"x\""})
  void aBodyThatIsNoJsonObjectIsSaidToBeSo(String body) {
    assertThat(error(body).message()).startsWith("The request body is not valid JSON");
  }

  @Test
  void theVersionMustBeGiven() {
    RequestException refused =
        catchThrowableOfType(
            RequestException.class, () -> MessagesRequestReader.read(new byte[0], _ -> false));

    assertThat(ErrorBody.of(refused.problem()))
        .isEqualTo(
            new ErrorBody(400, "invalid_request_error", "anthropic-version: header is required"));
  }

  private static ErrorBody error(String body) {
    return ErrorBody.of(catchThrowableOfType(RequestException.class, () -> read(body)).problem());
  }

  private static ChatRequest read(String body) throws RequestException {
    return MessagesRequestReader.read(
        body.getBytes(StandardCharsets.UTF_8), "anthropic-version"::equals);
  }
}
