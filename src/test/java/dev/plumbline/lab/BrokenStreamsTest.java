package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Labels;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Half of the failures of streamed answers come in the middle, in the words of each format. */
class BrokenStreamsTest {
  private static final Map<String, Object> MESSAGE =
      MessagesWireTest.request(PlatformLab.probe("bridge"), 100);

  static Stream<Arguments> formats() {
    String vertex = Platforms.path(Platforms.GEMINI) + "/publishers/";
    return Stream.of(
        Arguments.of(
            Catalogs.GPU, Catalogs.path(Catalogs.GPU) + "/chat/completions", chat(), "error"),
        Arguments.of(
            Platforms.AZURE,
            Platforms.path(Platforms.AZURE) + "/chat/completions?api-version=1",
            chat(),
            "error"),
        Arguments.of(
            Catalogs.CLAUDE,
            Platforms.path(Catalogs.CLAUDE) + "/messages",
            with(MESSAGE, "stream", true),
            "type"),
        Arguments.of(
            Platforms.RAW_PREDICT,
            vertex + "anthropic/models/quill@20260101:streamRawPredict",
            PlatformLab.message(
                PlatformLab.probe("bridge"), "anthropic_version", "vertex-2023-10-16"),
            "type"),
        Arguments.of(
            Platforms.GEMINI,
            vertex + "google/models/quill-001:streamGenerateContent?alt=sse",
            PlatformLab.content(PlatformLab.probe("bridge")),
            "error"),
        Arguments.of(
            Platforms.SGLANG,
            Platforms.path(Platforms.SGLANG) + "/generate",
            text("text"),
            "error"),
        Arguments.of(
            Platforms.TGI,
            Platforms.path(Platforms.TGI) + "/generate_stream",
            text("inputs"),
            "error_type"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theLastEventSaysWhatWentWrong(
      Labels labels, String path, Map<String, Object> fields, String field) {
    List<HttpResponse<byte[]>> broken = broken(labels, lab -> stream(lab, path, fields));

    assertThat(broken)
        .allSatisfy(response -> {
          List<String> events =
              PlatformLab.events(response).stream()
                  // SGLang closes a stream as if all had gone well.
                  .filter(event -> !labels.equals(Platforms.SGLANG) || !event.equals("[DONE]"))
                  .toList();
          assertThat(events).hasSizeGreaterThan(1);
          assertThat(LabClient.JSON.readTree(events.getLast()).has(field)).isTrue();
          assertThat(events.getLast()).contains("\"error\"");
          assertThat(events).doesNotContain("[DONE]");
          assertThat(PlatformLab.text(response)).doesNotContain("message_stop", "\"finishReason\"");
        });
  }

  static Stream<Arguments> bedrock() {
    return Stream.of(
        Arguments.of(
            Platforms.INVOKE,
            "invoke-with-response-stream",
            PlatformLab.message(
                PlatformLab.probe("bridge"), "anthropic_version", "bedrock-2023-05-31")),
        Arguments.of(
            Platforms.CONVERSE,
            "converse-stream",
            PlatformLab.converse(PlatformLab.probe("bridge"))));
  }

  @ParameterizedTest
  @MethodSource("bedrock")
  void bedrockEndsWithAnException(Labels labels, String verb, Map<String, Object> fields) {
    String path = Platforms.path(labels) + "/model/anthropic.quill-v1%3A0/" + verb;
    List<EventStream.Event> last =
        broken(labels, lab -> lab.post(path, fields)).stream()
            .map(response -> EventStream.read(response.body()).getLast())
            .toList();

    assertThat(last)
        .allSatisfy(event -> {
          assertThat(event.kind()).isEqualTo("exception");
          assertThat(event.json().get("message").stringValue()).isNotEmpty();
        });
    assertThat(last)
        .extracting(EventStream.Event::type)
        .containsAnyOf(
            "internalServerException", "serviceUnavailableException", "modelStreamErrorException")
        .allMatch(type -> type.endsWith("Exception"));
  }

  /** Of 40 failures some 20 come at once, with a status of their own. */
  private static List<HttpResponse<byte[]>> broken(
      Labels labels, Function<PlatformLab, HttpResponse<byte[]>> ask) {
    LabSettings settings = new LabSettings(0, 3, 0, 0, 1, 100_000, Accelerators.USUAL, null, 1_000);
    try (PlatformLab lab = new PlatformLab(settings, labels)) {
      List<HttpResponse<byte[]>> all =
          IntStream.range(0, 40).mapToObj(_ -> ask.apply(lab)).toList();
      List<HttpResponse<byte[]>> broken =
          all.stream().filter(response -> response.statusCode() == 200).toList();

      assertThat(broken).hasSizeBetween(8, 32);
      assertThat(lab.fleet().truths().all()).noneMatch(truth -> truth.status() == 200);
      return broken;
    }
  }

  private static HttpResponse<byte[]> stream(
      PlatformLab lab, String path, Map<String, Object> fields) {
    return lab.post(path, fields, "anthropic-version", "2023-06-01");
  }

  private static Map<String, Object> chat() {
    return with(LabClient.request(Catalogs.GPU, PlatformLab.probe("bridge")), "stream", true);
  }

  private static Map<String, Object> text(String name) {
    return Map.of(name, PlatformLab.laidOut(PlatformLab.probe("bridge")), "stream", true);
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return more;
  }
}
