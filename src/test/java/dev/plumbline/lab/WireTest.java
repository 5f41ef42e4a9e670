package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.lab.model.LanguageModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What goes over the wire, byte for byte, against the published contract. */
class WireTest {

  /** Golden: three tokens, two alternatives each. */
  @ParameterizedTest
  @ValueSource(strings = {"completion", "stream", "stream-with-usage"})
  void responsesAreWrittenByteForByteAsTheContractSays(String name) {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, probe("emoji"));
    fields.put("top_logprobs", 2);
    fields.put("max_tokens", 3);
    fields.put("stream", !name.equals("completion"));
    if (name.equals("stream-with-usage")) {
      fields.put("stream_options", Map.of("include_usage", true));
    }
    assertGolden(name + ".http", first(fields).shown());
  }

  @Test
  void streamedPiecesJoinToTheWholeAnswer() {
    // Two labs with the same seed: the first request of each is the same request.
    for (Probe probe : Catalogs.PROBES) {
      Map<String, Object> fields = LabClient.request(Catalogs.TPU, probe);
      JsonNode whole = json(first(fields));
      fields.put("stream", true);
      List<JsonNode> chunks = chunks(first(fields));

      String joined =
          chunks.stream()
              .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
              .collect(Collectors.joining());
      assertThat(joined).isEqualTo(whole.at("/choices/0/message/content").stringValue());
      List<JsonNode> tokens =
          chunks.stream()
              .flatMap(chunk -> chunk.at("/choices/0/logprobs/content").valueStream())
              .toList();
      assertThat(tokens).isEqualTo(whole.at("/choices/0/logprobs/content").valueStream().toList());
    }
  }

  @Test
  void onlyTheLastChunkCarriesTheFingerprint() {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, probe("capital"));
    fields.put("stream", true);
    List<JsonNode> chunks = chunks(first(fields));

    assertThat(chunks).hasSizeGreaterThan(2);
    assertThat(chunks.subList(0, chunks.size() - 1))
        .noneMatch(chunk -> chunk.has("system_fingerprint"));
    assertThat(chunks.getLast().get("system_fingerprint").stringValue())
        .isEqualTo("fp_quill.cloud-a.tpu.main");
  }

  @Test
  void splitCharactersAreShownEscapedTravelTogetherAndJoinByTheirBytes() {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, probe("thai"));
    fields.put("stream", true);
    List<JsonNode> chunks = chunks(first(fields));

    List<JsonNode> split =
        chunks.stream()
            .map(chunk -> chunk.at("/choices/0"))
            .filter(choice -> choice.at("/logprobs/content").size() > 1)
            .toList();
    assertThat(split).isNotEmpty();
    for (JsonNode choice : split) {
      JsonNode tokens = choice.at("/logprobs/content");
      assertThat(tokens.get(0).get("token").stringValue()).startsWith("\\xe0\\xb8");
      assertThat(joinedBytes(tokens)).isEqualTo(choice.at("/delta/content").stringValue());
    }
  }

  @Test
  void withoutLogprobsNoneAreGiven() {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, probe("capital"));
    fields.put("logprobs", false);
    fields.remove("top_logprobs");

    JsonNode response = json(first(fields));
    assertThat(response.at("/choices/0/logprobs").isNull()).isTrue();
    assertThat(response.at("/choices/0/message/content").stringValue()).isEqualTo("Paris");
    assertThat(response.at("/usage/completion_tokens").intValue())
        .isEqualTo(LanguageModels.vocabulary().tokenize("Paris").length);
  }

  private static String joinedBytes(JsonNode tokens) {
    int[] bytes =
        tokens
            .valueStream()
            .flatMap(token -> token.get("bytes").valueStream())
            .mapToInt(JsonNode::intValue)
            .toArray();
    byte[] joined = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      joined[i] = (byte) bytes[i];
    }
    return new String(joined, StandardCharsets.UTF_8);
  }

  private static Probe probe(String id) {
    return Catalogs.PROBES.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  private static JsonNode json(RawHttp.Response response) {
    return LabClient.JSON.readTree(response.body());
  }

  /** The events' payloads; also proves that the stream is terminated. */
  private static List<JsonNode> chunks(RawHttp.Response response) {
    List<String> events = Arrays.asList(response.body().split("\n\n", -1));
    assertThat(events.getLast()).as("after the last event").isEmpty();
    assertThat(events.get(events.size() - 2)).isEqualTo("data: [DONE]");
    return events.subList(0, events.size() - 2).stream().map(WireTest::payload).toList();
  }

  private static JsonNode payload(String event) {
    assertThat(event).startsWith("data: ");
    return LabClient.JSON.readTree(event.substring("data: ".length()));
  }

  /** The first response of a new lab. */
  private static RawHttp.Response first(Map<String, Object> fields) {
    // A user of its own, so that it always reaches the same server, whose batch is the same.
    fields.put("user", "golden");
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      return RawHttp.post(
          lab.fleet().port(),
          Catalogs.path(Catalogs.TPU) + "/chat/completions",
          "",
          LabClient.JSON.writeValueAsBytes(fields));
    }
  }

  /** Compares with a golden file; {@code -Dgolden=write} writes it anew, after a training. */
  static void assertGolden(String name, String shown) {
    if ("write".equals(System.getProperty("golden"))) {
      try {
        Files.writeString(Path.of("src/test/resources/dev/plumbline/lab", name), shown);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(shown).isEqualTo(golden(name));
  }

  private static String golden(String name) {
    try (InputStream in = WireTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
