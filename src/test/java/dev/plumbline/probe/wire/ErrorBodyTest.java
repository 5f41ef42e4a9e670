package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error bodies as the platforms document them: who has to do what. */
class ErrorBodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // OpenAI and Azure
        "OPENAI_CHAT|429|{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}|QUOTA",
        "OPENAI_CHAT|429|{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}|THROTTLED",
        "OPENAI_CHAT|404|{\"error\":{\"message\":\"The model `gpt-9` does not exist or you do not have access to it.\",\"type\":\"invalid_request_error\",\"code\":\"model_not_found\"}}|MODEL",
        "OPENAI_CHAT|400|{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}|CONTEXT_EXCEEDED",
        "OPENAI_CHAT|400|{\"error\":{\"message\":\"Unsupported parameter: 'temperature' is not supported with this model.\",\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":\"unsupported_parameter\"}}|PARAMETER",
        "OPENAI_CHAT|400|{\"error\":{\"message\":\"The response was filtered\",\"code\":\"content_filter\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}|SAFETY",
        "OPENAI_CHAT|404|{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not exist.\"}}|MODEL",
        "OPENAI_CHAT|401|{\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}}|AUTHENTICATION",
        // vLLM
        "OPENAI_CHAT|400|{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens. However, you requested 5000\",\"type\":\"BadRequestError\",\"code\":400}|CONTEXT_EXCEEDED",
        "OPENAI_CHAT|404|{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"type\":\"NotFoundError\",\"code\":404}|MODEL",
        // Anthropic
        "ANTHROPIC_MESSAGES|400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is too long: 210000 tokens > 200000 maximum\"}}|CONTEXT_EXCEEDED",
        "ANTHROPIC_MESSAGES|400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"`temperature` is deprecated for this model.\"}}|PARAMETER",
        "ANTHROPIC_MESSAGES|404|{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"model: claude-9\"}}|MODEL",
        "ANTHROPIC_MESSAGES|413|{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",\"message\":\"Request exceeds the maximum size\"}}|CONTEXT_EXCEEDED",
        "ANTHROPIC_MESSAGES|529|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}|OVERLOADED",
        "ANTHROPIC_MESSAGES|402|{\"type\":\"error\",\"error\":{\"type\":\"billing_error\",\"message\":\"no credit\"}}|QUOTA",
        "ANTHROPIC_MESSAGES|500|{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"Internal server error\"}}|SERVER",
        // Vertex and Gemini
        "VERTEX_GENERATE_CONTENT|400|{\"error\":{\"code\":400,\"message\":\"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).\",\"status\":\"INVALID_ARGUMENT\"}}|CONTEXT_EXCEEDED",
        "VERTEX_GENERATE_CONTENT|404|{\"error\":{\"code\":404,\"message\":\"Publisher Model `projects/p/locations/l/publishers/google/models/x` was not found\",\"status\":\"NOT_FOUND\"}}|MODEL",
        "VERTEX_GENERATE_CONTENT|429|{\"error\":{\"code\":429,\"message\":\"Resource exhausted.\",\"status\":\"RESOURCE_EXHAUSTED\"}}|THROTTLED",
        "VERTEX_RAW_PREDICT|403|{\"error\":{\"code\":403,\"message\":\"Permission 'aiplatform.endpoints.predict' denied\",\"status\":\"PERMISSION_DENIED\"}}|AUTHENTICATION",
        // TGI and SGLang
        "TGI_GENERATE|422|{\"error\":\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000\",\"error_type\":\"validation\"}|CONTEXT_EXCEEDED",
        "TGI_GENERATE|429|{\"error\":\"Model is overloaded\",\"error_type\":\"overloaded\"}|THROTTLED",
        "TGI_GENERATE|424|{\"error\":\"Request failed during generation\",\"error_type\":\"generation\"}|SERVER",
        "SGLANG_GENERATE|400|{\"error\":{\"message\":\"The input (5000 tokens) is longer than the model's context length (4096 tokens).\"}}|CONTEXT_EXCEEDED",
      })
  void eachIsKnown(WireFormat format, int status, String body, Cause cause) {
    assertThat(WireSamples.decode(format, status, WireSamples.JSON, WireSamples.utf8(body)).why())
        .isEqualTo(cause);
  }

  /** AWS names the error in a header, with an address behind it at times. */
  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, Input is too long for requested model., CONTEXT_EXCEEDED",
    "400, ValidationException, The provided model identifier is invalid., PARAMETER",
    "400, ValidationException:http://internal.amazon.com/coral/, temperature: bad, PARAMETER",
    "400, ServiceQuotaExceededException, Too many, QUOTA",
    "403, AccessDeniedException, no access to the model, AUTHENTICATION",
    "404, ResourceNotFoundException, Could not resolve the foundation model, MODEL",
    "408, ModelTimeoutException, too slow, SERVER",
    "424, ModelErrorException, the model failed, SERVER",
    "429, ThrottlingException, Too many requests, THROTTLED",
    "429, ModelNotReadyException, not ready, THROTTLED",
    "500, InternalServerException, boom, SERVER",
    "503, ServiceUnavailableException, busy, SERVER",
  })
  void bedrocksAreNamedInAHeader(int status, String name, String message, Cause cause) {
    Outcome outcome =
        WireSamples.decode(
            WireFormat.BEDROCK_CONVERSE,
            status,
            Map.of("x-amzn-errortype", List.of(name)),
            WireSamples.utf8("{\"message\":\"%s\"}".formatted(message)));

    assertThat(outcome.why()).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, false, throttled, THROTTLED",
    "serviceUnavailableException, false, throttled, OVERLOADED",
    "validationException, false, refused, PARAMETER",
    "modelStreamErrorException, false, target_error, SERVER",
    "internalServerException, true, target_error, CUT",
    "throttlingException, true, target_error, CUT",
  })
  void exceptionsWithinAStreamDependOnWhatCameBefore(
      String name, boolean begun, String word, Cause cause) {
    byte[] before =
        begun
            ? WireSamples.event(
                "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a\"}}")
            : WireSamples.event("messageStart", "{\"role\":\"assistant\"}");
    Outcome outcome =
        WireSamples.decode(
            WireFormat.BEDROCK_CONVERSE,
            200,
            WireSamples.EVENT_STREAM,
            WireSamples.joined(before, WireSamples.exception(name, "so it is")));

    assertThat(outcome.word()).isEqualTo(word);
    assertThat(outcome.why()).isEqualTo(cause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"malformed_model_output", "malformed_tool_use"})
  void malformedOutputIsAnAnswerToBeJudged(String reason) {
    Outcome outcome =
        WireSamples.decode(
            WireFormat.BEDROCK_CONVERSE,
            200,
            WireSamples.JSON,
            WireSamples.utf8(
                """
                {"output":{"message":{"role":"assistant","content":[{"text":"<fun"}]}},
                 "stopReason":"%s","usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3}}\
                """
                    .formatted(reason)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.answer().finishReason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "BEDROCK_CONVERSE, guardrail_intervened",
    "BEDROCK_CONVERSE, content_filtered",
    "VERTEX_GENERATE_CONTENT, SAFETY",
    "VERTEX_GENERATE_CONTENT, PROHIBITED_CONTENT",
    "VERTEX_RAW_PREDICT, refusal",
    "BEDROCK_INVOKE, refusal",
  })
  void whatAFilterStoppedIsNoAnswer(WireFormat format, String reason) {
    String body =
        switch (format) {
          case BEDROCK_CONVERSE ->
              "{\"output\":{\"message\":{\"content\":[]}},\"stopReason\":\"%s\"}";
          case VERTEX_GENERATE_CONTENT -> "{\"candidates\":[{\"finishReason\":\"%s\"}]}";
          default -> "{\"content\":[],\"stop_reason\":\"%s\"}";
        };

    assertThat(
            WireSamples.decode(
                format, 200, WireSamples.JSON, WireSamples.utf8(body.formatted(reason))))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.cause()).isEqualTo(Cause.SAFETY);
              assertThat(refused.detail()).contains(reason);
            });
  }
}
