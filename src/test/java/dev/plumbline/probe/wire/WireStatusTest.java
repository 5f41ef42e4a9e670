package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireStatusTest {
  private static final String KEY = "sk-proj-abcdef0123456789";
  private static final String ANTHROPIC_KEY = "sk-ant-api03-AbC_dEf-0123456789AA";

  @ParameterizedTest
  @ValueSource(ints = {429, 529})
  void tooManyRequestsIsThrottling(int status) {
    assertThat(Responses.decode(status, "slow down"))
        .isEqualTo(
            new Outcome.Throttled(
                status, null, status == 529 ? Cause.OVERLOADED : Cause.THROTTLED));
  }

  @Test
  void a503IsThrottlingOnlyWithRetryAfter() {
    assertThat(Responses.decode(503, Map.of("retry-after", "3"), new byte[0]))
        .isEqualTo(new Outcome.Throttled(503, "3"));
    assertThat(Responses.decode(503, "")).isInstanceOf(Outcome.TargetError.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRejectedCredentialIsOurErrorAndItsKeyIsNotRepeated(int status) {
    Outcome outcome =
        Responses.decode(
            status, "{\"error\":{\"message\":\"Incorrect API key provided: %s\"}}".formatted(KEY));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.ProberError.class,
            error ->
                assertThat(error.detail())
                    .contains("HTTP " + status, "credential")
                    .doesNotContain("sk-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"error\":{\"message\":\"bad request\"}}|HTTP 400: bad request|PARAMETER",
        "404|{\"detail\":\"Not Found\"}|HTTP 404: Not Found|MODEL",
        "404|<html>|HTTP 404: HTML instead of JSON: a proxy or a login page, or a wrong endpoint|MODEL",
        "413|{\"error\":\"too  long\",\"error_type\":\"validation\"}|HTTP 413: too long|CONTEXT_EXCEEDED",
        "422|{\"object\":\"error\",\"message\":\"no\"}|HTTP 422: no|PARAMETER",
        "418|''|HTTP 418: an empty body|PARAMETER",
      })
  void another4xxIsARefusalInTheTargetsWords(int status, String body, String detail, Cause cause) {
    assertThat(Responses.decode(status, body))
        .isEqualTo(new Outcome.Refused(status, detail, cause));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 599, 101, 304, 302})
  void everythingElseIsTheTargetsError(int status) {
    assertThat(Responses.decode(status, "{\"error\":{\"message\":\"boom\"}}"))
        .isInstanceOfSatisfying(
            Outcome.TargetError.class, error -> assertThat(error.status()).isEqualTo(status));
  }

  @Test
  void detailsAreOneShortLineWithoutKeys() {
    String message = "line\\none\\u0000 key %s Bearer abc.def ".formatted(KEY) + "x".repeat(1000);

    String detail =
        ((Outcome.Refused) Responses.decode(400, "{\"error\":\"%s\"}".formatted(message))).detail();

    assertThat(detail)
        .startsWith("HTTP 400: line one key [key removed] [key removed] xxx")
        .hasSizeLessThan(320)
        .doesNotContain("\n", "abcdef");
  }

  @Test
  void keysOfEitherKindAreTakenOut() {
    assertThat(WireStatus.brief("bad %s, or %s".formatted(KEY, ANTHROPIC_KEY)))
        .isEqualTo("bad [key removed], or [key removed]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|invalid_request_error|max_tokens: Field required|refused",
        "404|not_found_error|model: x|refused",
        "413|request_too_large|Request exceeds the maximum size|refused",
        "401|authentication_error|invalid x-api-key|prober_error",
        "403|permission_error|no access|prober_error",
        "429|rate_limit_error|slow down|throttled",
        "529|overloaded_error|Overloaded|throttled",
        "500|api_error|Internal server error|target_error",
        "504|timeout_error|Timed out|target_error",
      })
  void anErrorOfAnthropicIsReadAlike(int status, String type, String message, String word) {
    String body =
        """
        {"type":"error","error":{"type":"%s","message":"%s"},"request_id":"req_1"}\
        """
            .formatted(type, message);

    Outcome outcome =
        Responses.ANTHROPIC.read(
            status, Map.of("retry-after", "7"), body.getBytes(StandardCharsets.UTF_8));

    assertThat(outcome.word()).isEqualTo(word);
    switch (outcome) {
      case Outcome.Throttled throttled -> assertThat(throttled.retryAfter()).isEqualTo("7");
      case Outcome.Refused refused -> assertThat(refused.detail()).endsWith(message);
      case Outcome.TargetError error -> assertThat(error.detail()).endsWith(message);
      case Outcome.ProberError error -> assertThat(error.detail()).contains("credential");
      case Outcome.Answered _, Outcome.TimedOut _ -> throw new AssertionError(outcome);
    }
  }

  @Test
  void aStatusIsReadWhateverTheBytes() {
    byte[] bytes = "{\"error\":\"é".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Responses.decode(400, Map.of(), bytes)).isInstanceOf(Outcome.Refused.class);
  }
}
