package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Catalogs;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicMessagesRequestTest {
  private static final Session SESSION = new Session("sess1", Session.Kind.FRESH, 0, 1);
  private static final Target TARGET = Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)));
  private final WireCodec codec = WireCodecs.of(WireFormat.ANTHROPIC_MESSAGES);

  /** Golden: neither seed nor logprobs exist, and top_p is not sent beside temperature. */
  @Test
  void aRequestWithEverythingTheFormatHas() {
    WireCodec.WireRequest request =
        encode(EnumSet.allOf(Capability.class), Catalogs.probeWithTool("p"));

    assertThat(request.body())
        .isEqualTo(
            """
            {"model":"model-1","max_tokens":64,"system":"Be brief.",\
            "messages":[{"role":"user","content":"Weather in Oslo?"}],\
            "tools":[{"name":"get_weather","description":"Weather.",\
            "input_schema":{"type":"object","properties":{"city":{"type":"string"}},\
            "required":["city"]}}],\
            "temperature":0.0,"metadata":{"user_id":"sess1"},"stream":true}\
            """);
    assertThat(request.headers())
        .isEqualTo(
            Map.of(
                "content-type", "application/json",
                "accept", "text/event-stream",
                "x-session-id", "sess1",
                "anthropic-version", "2023-06-01"));
    assertThat(request.uri()).hasToString("http://127.0.0.1:9/v1/messages");
  }

  @Test
  void aTargetWithoutCapabilitiesIsSentNothingItWouldRefuse() {
    WireCodec.WireRequest request =
        encode(Set.of(), Catalogs.probe("p", new Sampling(0.0, 1.0, 7L, 16, 5, true)));

    assertThat(request.body())
        .isEqualTo(
            """
            {"model":"model-1","max_tokens":16,\
            "messages":[{"role":"user","content":"Say hello"}],\
            "metadata":{"user_id":"sess1"},"stream":false}\
            """);
    assertThat(request.headers()).containsEntry("accept", "application/json");
  }

  @Test
  void topPIsSentWhereItStandsAlone() {
    assertThat(
            encode(
                    Set.of(Capability.TEMPERATURE),
                    Catalogs.probe("p", new Sampling(null, 0.5, null, 16, null, false)))
                .body())
        .contains("\"top_p\":0.5")
        .doesNotContain("temperature");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.anthropic.com, https://api.anthropic.com/v1/messages",
    "https://h/v1, https://h/v1/messages",
    "https://h/x/v1/messages, https://h/x/v1/messages",
  })
  void thePathIsAddedOnce(URI endpoint, URI expected) {
    Target target = Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)), endpoint, null);

    assertThat(codec.encode(target, Catalogs.probe("p"), SESSION).uri()).isEqualTo(expected);
  }

  @Test
  void theCredentialHasAHeaderOfItsOwn() {
    assertThat(codec.credentialHeader()).isEqualTo(CredentialHeader.X_API_KEY);
    assertThat(WireCodecs.of(WireFormat.OPENAI_CHAT).credentialHeader())
        .isEqualTo(CredentialHeader.BEARER);
  }

  private WireCodec.WireRequest encode(Set<Capability> capabilities, Probe probe) {
    return codec.encode(Catalogs.withCapabilities(TARGET, capabilities), probe, SESSION);
  }
}
