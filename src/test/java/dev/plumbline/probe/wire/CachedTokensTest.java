package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a prompt came out of a cache, as each platform documents it. */
class CachedTokensTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "OPENAI_CHAT|12|'{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":12}}}'",
        "OPENAI_CHAT|null|'{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":1,\"prompt_tokens_details\":null}}'",
        "OPENAI_CHAT|null|'{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":\"12\"}}}'",
        "ANTHROPIC_MESSAGES|12|'{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":8,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":12,\"output_tokens\":1}}'",
        "BEDROCK_INVOKE|0|'{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":20,\"cache_read_input_tokens\":0,\"output_tokens\":1}}'",
        "BEDROCK_CONVERSE|12|'{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"hi\"}]}},\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":8,\"cacheReadInputTokens\":12,\"outputTokens\":1,\"totalTokens\":21}}'",
        "VERTEX_GENERATE_CONTENT|12|'{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hi\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":20,\"cachedContentTokenCount\":12,\"candidatesTokenCount\":1,\"totalTokenCount\":21}}'",
        "SGLANG_GENERATE|12|'{\"text\":\"hi\",\"meta_info\":{\"id\":\"1\",\"finish_reason\":{\"type\":\"stop\"},\"prompt_tokens\":20,\"completion_tokens\":1,\"cached_tokens\":12}}'",
      })
  void cachedTokensAreThoseThePlatformNames(
      WireFormat format, @Nullable Integer cached, String body) {
    Outcome outcome = WireSamples.decode(format, 200, WireSamples.JSON, WireSamples.utf8(body));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            it -> assertThat(it.answer().usage()).isEqualTo(new Answer.Usage(20, 1, cached)));
  }
}
