package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Catalogs;
import dev.plumbline.probe.Session;
import dev.plumbline.topic.Json;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenAiChatRequestTest {
  private static final Session SESSION = new Session("sess1", Session.Kind.FRESH, 0, 1);
  private static final Sampling EVERYTHING = new Sampling(0.0, 1.0, 7L, 16, 5, true);
  private final WireCodec codec = WireCodecs.of(WireFormat.OPENAI_CHAT);

  @Test
  void everySamplingParameterIsExplicitWhereTheTargetTakesAll() {
    WireCodec.WireRequest request = encode(EnumSet.allOf(Capability.class), EVERYTHING);

    assertThat(Json.MAPPER.readTree(request.body()))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"model":"model-1","messages":[{"role":"user","content":"Say hello"}],
                 "max_tokens":16,"temperature":0.0,"top_p":1.0,"seed":7,
                 "logprobs":true,"top_logprobs":5,"user":"sess1",
                 "return_token_ids":true,"cache_salt":"sess1",
                 "stream":true,"stream_options":{"include_usage":true}}
                """));
    assertThat(request.headers())
        .isEqualTo(
            Map.of(
                "content-type", "application/json",
                "accept", "text/event-stream",
                "x-session-id", "sess1"));
  }

  /** All warm sessions share a prefix cache, and are somebody else by all other keys. */
  @Test
  void aWarmSessionSharesNothingButItsSalt() {
    Session warm = new Session("sess1", Session.Kind.FRESH, 0, 1, true);
    JsonNode body =
        Json.MAPPER.readTree(encode(EnumSet.allOf(Capability.class), EVERYTHING, warm).body());

    assertThat(body.path("cache_salt").asString()).isEqualTo("plumbline");
    assertThat(body.path("user").asString()).isEqualTo("sess1");
  }

  @Test
  void aTargetWithoutCapabilitiesIsSentNothingItWouldRefuse() {
    WireCodec.WireRequest request = encode(Set.of(), EVERYTHING);

    assertThat(Json.MAPPER.readTree(request.body()))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"model":"model-1","messages":[{"role":"user","content":"Say hello"}],
                 "max_completion_tokens":16,"user":"sess1","stream":false}
                """));
    assertThat(request.headers()).containsEntry("accept", "application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPERATURE, temperature top_p max_tokens",
    "SEED, seed max_completion_tokens",
    "LOGPROBS, logprobs top_logprobs max_completion_tokens",
    "STREAM, stream_options max_completion_tokens",
    "TOKEN_IDS, return_token_ids max_completion_tokens",
    "PROMPT_LOGPROBS, prompt_logprobs max_completion_tokens",
    "CACHE_SALT, cache_salt max_completion_tokens",
  })
  void eachCapabilityBringsItsOwnParameters(Capability capability, String fields) {
    JsonNode body = Json.MAPPER.readTree(encode(Set.of(capability), EVERYTHING).body());

    Set<String> names = new TreeSet<>(body.propertyNames());
    names.removeAll(Set.of("model", "messages", "user", "stream"));
    assertThat(names).containsExactlyInAnyOrder(fields.split(" "));
  }

  @Test
  void whatTheProbeLeavesOpenIsNotSent() {
    Sampling bare = new Sampling(null, null, null, 16, null, false);

    JsonNode body = Json.MAPPER.readTree(encode(EnumSet.allOf(Capability.class), bare).body());

    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder(
            "model", "messages", "max_tokens", "return_token_ids", "cache_salt", "user", "stream");
  }

  @Test
  void toolsAreFunctions() {
    Target target = Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)));

    WireCodec.WireRequest request = codec.encode(target, Catalogs.probeWithTool("p"), SESSION);

    assertThat(request.body())
        .contains(
            """
            "tools":[{"type":"function","function":{"name":"get_weather","description":"Weather.",\
            "parameters":{"type":"object","properties":{"city":{"type":"string"}},\
            "required":["city"]}}}]\
            """)
        .doesNotContain("tool_choice");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:8000, http://h:8000/v1/chat/completions",
    "http://h:8000/, http://h:8000/v1/chat/completions",
    "https://h/v1, https://h/v1/chat/completions",
    "https://h/v1beta/, https://h/v1beta/chat/completions",
    "https://h/openai, https://h/openai/v1/chat/completions",
    "https://h/x/chat/completions, https://h/x/chat/completions",
    "https://h/x/chat/completions?api-version=2, https://h/x/chat/completions?api-version=2",
    "https://h?a=b, https://h/v1/chat/completions?a=b",
  })
  void thePathIsAddedOnce(URI endpoint, URI expected) {
    Target target = Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)), endpoint, null);

    assertThat(codec.encode(target, Catalogs.probe("p"), SESSION).uri()).isEqualTo(expected);
  }

  private WireCodec.WireRequest encode(Set<Capability> capabilities, Sampling sampling) {
    return encode(capabilities, sampling, SESSION);
  }

  private WireCodec.WireRequest encode(
      Set<Capability> capabilities, Sampling sampling, Session session) {
    Target target = Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)));
    return codec.encode(
        Catalogs.withCapabilities(target, capabilities), Catalogs.probe("p", sampling), session);
  }
}
