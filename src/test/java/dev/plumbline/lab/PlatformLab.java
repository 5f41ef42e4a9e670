package dev.plumbline.lab;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A running lab with all probes of the tests and batches of four, and requests to it as each wire
 * format has them.
 */
final class PlatformLab implements AutoCloseable {
  private final RunningLab lab;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  PlatformLab(Labels... labels) {
    this(LabSettings.immediate(), labels);
  }

  PlatformLab(LabSettings settings, Labels... labels) {
    List<Probe> probes =
        Stream.concat(Catalogs.PROBES.stream(), Stream.of(Catalogs.TOOL_PROBE)).toList();
    lab = new RunningLab(settings, probes, labels);
    fleet().fixBatchSize(4);
  }

  LabFleet fleet() {
    return lab.fleet();
  }

  /** Those without tools, and one with a system prompt. */
  static List<Probe> conversations() {
    Probe asked = Catalogs.PROBES.getFirst();
    Probe instructed =
        new Probe(
            "instructed",
            asked.family(),
            asked.sees(),
            List.of(
                new Probe.Message("system", "Use the tools you have."),
                new Probe.Message("user", "Answer with a cat.")),
            List.of(),
            asked.sampling(),
            asked.scripts(),
            List.of(),
            null,
            null);
    return Stream.concat(Catalogs.PROBES.stream(), Stream.of(instructed)).toList();
  }

  /** What OpenAI's chat answers on the same accelerator. */
  String chatted(Probe probe) {
    Map<String, Object> fields = LabClient.request(Catalogs.GPU, probe);
    fields.put("max_tokens", 200);
    return json(post(Catalogs.path(Catalogs.GPU) + "/chat/completions", fields))
        .at("/choices/0/message/content")
        .stringValue();
  }

  HttpResponse<byte[]> post(String path, Map<String, Object> fields, String... headers) {
    return send("POST", path, LabClient.JSON.writeValueAsString(fields), headers);
  }

  HttpResponse<byte[]> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lab.fleet().port() + path))
            .header("x-session-id", "always the same server")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    return LabClient.JSON.readTree(response.body());
  }

  /** The data of server-sent events, whatever ends their lines. */
  static List<String> events(HttpResponse<byte[]> response) {
    return text(response)
        .lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> line.substring("data:".length()).strip())
        .toList();
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static Probe probe(String id) {
    return Stream.concat(Catalogs.PROBES.stream(), Stream.of(Catalogs.TOOL_PROBE))
        .filter(probe -> probe.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Fields of a greedy request for a message, as each platform adds its own. */
  static Map<String, Object> message(Probe probe, String versionField, String version) {
    Map<String, Object> fields =
        new LinkedHashMap<>(MessagesWireTest.request(probe, probe.sampling().maxTokens()));
    fields.remove("model");
    fields.put(versionField, version);
    return fields;
  }

  /** A greedy request of Converse. */
  static Map<String, Object> converse(Probe probe) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("system", system(probe));
    fields.put(
        "messages",
        probe.messages().stream()
            .filter(message -> !message.role().equals("system"))
            .map(message ->
                Map.of(
                    "role", message.role(), "content", List.of(Map.of("text", message.content()))))
            .toList());
    fields.put("inferenceConfig", Map.of("maxTokens", 200, "temperature", 0));
    fields.put("requestMetadata", Map.of("probe", "plumbline"));
    if (!probe.tools().isEmpty()) {
      Tool tool = probe.tools().getFirst();
      Map<String, Object> spec =
          Map.of(
              "name", tool.name(),
              "description", tool.description(),
              "inputSchema", Map.of("json", tool.parameters()));
      fields.put("toolConfig", Map.of("tools", List.of(Map.of("toolSpec", spec))));
    }
    return fields;
  }

  private static List<Map<String, String>> system(Probe probe) {
    return probe.messages().stream()
        .filter(message -> message.role().equals("system"))
        .map(message -> Map.of("text", message.content()))
        .toList();
  }

  /** A greedy request of generateContent with five alternatives a token. */
  static Map<String, Object> content(Probe probe) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<Map<String, Object>> contents =
        probe.messages().stream()
            .filter(message -> !message.role().equals("system"))
            .map(message ->
                Map.<String, Object>of(
                    "role",
                    message.role().equals("user") ? "user" : "model",
                    "parts",
                    List.of(Map.of("text", message.content()))))
            .toList();
    fields.put("contents", contents);
    probe.messages().stream()
        .filter(message -> message.role().equals("system"))
        .forEach(message ->
            fields.put(
                "systemInstruction", Map.of("parts", List.of(Map.of("text", message.content())))));
    fields.put(
        "generationConfig",
        new LinkedHashMap<>(
            Map.of(
                "temperature", 0,
                "maxOutputTokens", 200,
                "responseLogprobs", true,
                "logprobs", 5)));
    if (!probe.tools().isEmpty()) {
      Tool tool = probe.tools().getFirst();
      Map<String, Object> function =
          Map.of(
              "name", tool.name(),
              "description", tool.description(),
              "parametersJsonSchema", tool.parameters());
      fields.put("tools", List.of(Map.of("functionDeclarations", List.of(function))));
    }
    return fields;
  }

  /** What a healthy model gives the tool of the probe that offers one. */
  static JsonNode arguments() {
    return Objects.requireNonNull(Catalogs.TOOL_PROBE.exampleCall()).arguments();
  }

  /** A conversation as the lab's models were trained on it, special tokens written out. */
  static String laidOut(Probe probe) {
    StringBuilder text = new StringBuilder("<|begin|>");
    for (Probe.Message message : probe.messages()) {
      text.append("<|%s|>%s<|end|>".formatted(message.role(), message.content()));
    }
    return text.append("<|assistant|>").toString();
  }

  @Override
  public void close() {
    http.close();
    lab.close();
  }
}
