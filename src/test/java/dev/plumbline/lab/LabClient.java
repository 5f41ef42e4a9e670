package dev.plumbline.lab;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a lab as any client would. */
final class LabClient implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  LabClient(int port) {
    this.port = port;
  }

  /** Fields of a greedy request with five alternatives a token. */
  static Map<String, Object> request(Labels labels, Probe probe) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", labels.model());
    fields.put(
        "messages",
        probe.messages().stream()
            .map(message -> Map.of("role", message.role(), "content", message.content()))
            .toList());
    fields.put("temperature", 0);
    fields.put("logprobs", true);
    fields.put("top_logprobs", 5);
    return fields;
  }

  HttpResponse<String> chat(Labels labels, Map<String, Object> fields) {
    return send(
        "POST", Catalogs.path(labels) + "/chat/completions", JSON.writeValueAsString(fields));
  }

  HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request for each number below {@code count}, eight at a time, in order of number. */
  static <T> List<T> inParallel(int count, IntFunction<T> send) {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<T>> tasks =
          IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> send.apply(i)).toList();
      return threads.invokeAll(tasks).stream().map(LabClient::result).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static String requestId(HttpResponse<?> response) {
    return response.headers().firstValue("x-request-id").orElseThrow();
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
