package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What somebody who looks would see, field by field.
 *
 * @param incidents by id, each whole
 * @param exhibits check and exchange
 * @param kept references, evaluations of gates and the audit
 * @param paged label sets of the metric that pages, with its value
 */
record SeenOverRest(
    Map<String, JsonNode> incidents,
    JsonNode changes,
    Set<String> exhibits,
    Map<String, JsonNode> kept,
    Set<String> paged) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static SeenOverRest at(String url, String gate) {
    Map<String, JsonNode> incidents = new TreeMap<>();
    get(url, "/api/v1/incidents?state=all&limit=500")
        .path("incidents")
        .valueStream()
        .map(it -> it.path("id").asString())
        .forEach(id -> incidents.put(id, get(url, "/api/v1/incidents/" + id)));
    return new SeenOverRest(
        incidents,
        get(url, "/api/v1/changes"),
        exhibits(url),
        Map.of(
            "references", get(url, "/api/v1/references"),
            "gates", get(url, "/api/v1/gates/%s/evaluations".formatted(gate)),
            "audit", get(url, "/api/v1/audit")),
        text(url, "/actuator/prometheus")
            .lines()
            .filter(line -> line.startsWith("plumbline_incident{"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Ids of incidents in a state: open, acknowledged, resolved or merged. */
  List<String> standing(String state) {
    return incidents.entrySet().stream()
        .filter(it -> it.getValue().at("/incident/state").asString("").equals(state))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** An answer, where its links do not say which port it came from. */
  static JsonNode get(String url, String path) {
    return Json.MAPPER.readTree(text(url, path).replace(url, ""));
  }

  static JsonNode post(String url, String path, String body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return Json.MAPPER.readTree(answer.body());
  }

  private static Set<String> exhibits(String url) {
    List<JsonNode> items = new ArrayList<>();
    String before = "";
    do {
      JsonNode page =
          get(url, "/api/v1/exchanges?limit=200&before=" + URLEncoder.encode(before, UTF_8));
      page.path("items").forEach(items::add);
      before = page.path("next").asString("");
    } while (!before.isEmpty());
    return items.stream()
        .map(it -> it.path("check").asString("") + " " + it.path("exchange").asString(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(String url, String path) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url + path)));
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
