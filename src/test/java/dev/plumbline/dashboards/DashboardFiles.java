package dev.plumbline.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files under {@code dashboards/grafana}, as far as the tests read them. */
final class DashboardFiles {
  static final Path FOLDER = Path.of("dashboards", "grafana");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An expression and where it stands. */
  record Query(String dashboard, String place, String expression) {
    @Override
    public String toString() {
      return dashboard + ": " + place;
    }
  }

  private DashboardFiles() {}

  static List<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> panels(JsonNode dashboard) {
    return dashboard.path("panels").valueStream().toList();
  }

  /** Of panels and annotations, with the variables replaced by what shows all. */
  static List<Query> queries() {
    return all().stream().map(DashboardFiles::read).flatMap(DashboardFiles::queries).toList();
  }

  private static Stream<Query> queries(JsonNode dashboard) {
    String title = dashboard.path("title").asString();
    Stream<Query> panels =
        panels(dashboard).stream()
            .flatMap(panel ->
                panel
                    .path("targets")
                    .valueStream()
                    .map(target ->
                        new Query(
                            title,
                            panel.path("title").asString() + " " + target.path("refId").asString(),
                            filled(target.path("expr").asString()))));
    Stream<Query> annotations =
        dashboard
            .at("/annotations/list")
            .valueStream()
            .filter(it -> it.has("expr"))
            .map(it ->
                new Query(
                    title,
                    "annotation " + it.path("name").asString(),
                    filled(it.path("expr").asString())));
    return Stream.concat(panels, annotations);
  }

  private static String filled(String expression) {
    return expression
        .replace("$__rate_interval", "1m")
        .replaceAll("\\$(model|platform|accelerator|pool|check|incident)\\b", ".*");
  }

  /** Queries of template variables, with the variables before them replaced. */
  static List<Query> variables() {
    return all().stream()
        .map(DashboardFiles::read)
        .flatMap(dashboard ->
            dashboard
                .at("/templating/list")
                .valueStream()
                .filter(it -> it.path("type").asString().equals("query"))
                .map(it ->
                    new Query(
                        dashboard.path("title").asString(),
                        "variable " + it.path("name").asString(),
                        filled(it.at("/query/query").asString()))))
        .toList();
  }
}
