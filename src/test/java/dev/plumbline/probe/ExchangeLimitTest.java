package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeLimitTest {
  private static final Outcome SMALL =
      new Outcome.Answered(new Answer("hi", "stop", List.of(), null, null, List.of()));

  @Test
  void whatFitsIsLeftAlone() {
    Exchange exchange =
        ExchangeJsonTest.Exchanges.with(SMALL, response("x".repeat(190_000), false));

    assertThat(ExchangeLimit.fit(exchange)).isSameAs(exchange);
  }

  /** Escaping makes these 2, 6, 3 and 4 bytes a character. */
  @ParameterizedTest
  @ValueSource(strings = {"\"", "\u0001", "ก", "😀"})
  void aBodyThatEscapingSwellsIsCutFurther(String filling) {
    Exchange fitted =
        ExchangeLimit.fit(
            ExchangeJsonTest.Exchanges.with(SMALL, response(filling.repeat(190_000), false)));

    assertThat(size(fitted)).isBetween(ExchangeLimit.MOST_BYTES / 4, ExchangeLimit.MOST_BYTES);
    RawResponse response = Objects.requireNonNull(fitted.response());
    assertThat(response.cut()).isTrue();
    assertThat(response.body().replace(filling, "")).isEmpty();
    assertThat(fitted.outcome()).isEqualTo(SMALL);
  }

  @Test
  void base64StaysReadable() {
    String body = Base64.getEncoder().encodeToString(new byte[250_000]);

    RawResponse response =
        Objects.requireNonNull(
            ExchangeLimit.fit(ExchangeJsonTest.Exchanges.with(SMALL, response(body, true)))
                .response());

    assertThat(Base64.getDecoder().decode(response.body())).hasSizeGreaterThan(80_000);
  }

  @Test
  void thenTokensGoFromTheEndAndTheTextStays() {
    Token token = new Token("tok", "746f6b", -0.5, List.of(new Token.Alternative("a", null, -1.0)));
    Outcome big =
        new Outcome.Answered(
            new Answer(
                "t".repeat(30_000),
                "stop",
                Collections.nCopies(10_000, token),
                null,
                null,
                List.of()));

    Exchange fitted =
        ExchangeLimit.fit(
            ExchangeJsonTest.Exchanges.with(big, response("x".repeat(190_000), false)));

    assertThat(size(fitted)).isLessThanOrEqualTo(ExchangeLimit.MOST_BYTES);
    Answer answer = ((Outcome.Answered) fitted.outcome()).answer();
    assertThat(answer.text()).hasSize(30_000);
    assertThat(answer.tokens()).hasSizeGreaterThan(1_000);
    assertThat(Objects.requireNonNull(fitted.response()).cut()).isTrue();
  }

  @Test
  void atLastTheTextIsCut() {
    Outcome big =
        new Outcome.Answered(
            new Answer("ก".repeat(1_300_000), "stop", List.of(), null, null, List.of()));

    assertThat(size(ExchangeLimit.fit(ExchangeJsonTest.Exchanges.with(big, null))))
        .isLessThanOrEqualTo(ExchangeLimit.MOST_BYTES);
  }

  @ParameterizedTest
  @CsvSource({"1, 1000000, 0", "50000, 4, 0", "1, 1000000, 1000000", "1, 10, 1000000"})
  void longToolCallsAreCutAsWell(int calls, int arguments, int text) {
    Answer.ToolCall call = new Answer.ToolCall("f", "1".repeat(arguments));
    Outcome big =
        new Outcome.Answered(
            new Answer(
                "t".repeat(text),
                "tool_calls",
                List.of(),
                null,
                null,
                Collections.nCopies(calls, call)));

    Exchange fitted = ExchangeLimit.fit(ExchangeJsonTest.Exchanges.with(big, null));

    assertThat(size(fitted)).isBetween(ExchangeLimit.MOST_BYTES / 8, ExchangeLimit.MOST_BYTES);
    Answer answer = ((Outcome.Answered) fitted.outcome()).answer();
    assertThat(answer.toolCalls()).isNotEmpty();
    if (arguments == 10) {
      assertThat(answer.toolCalls()).containsExactly(call);
    }
  }

  private static int size(Exchange exchange) {
    return ProbeTopics.EXCHANGES.encode(exchange).length;
  }

  private static RawResponse response(String body, boolean base64) {
    return new RawResponse(200, Map.of(), body, base64, false, List.of());
  }
}
