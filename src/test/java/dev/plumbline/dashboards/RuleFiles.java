package dev.plumbline.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files under {@code dashboards/prometheus}, as far as the tests read them. */
final class RuleFiles {
  static final Path FOLDER = Path.of("dashboards", "prometheus");
  static final Path ALERTS = FOLDER.resolve("plumbline-alerts.yaml");
  static final Path RECORDING = FOLDER.resolve("plumbline-recording.yaml");
  static final Path ALERTMANAGER = FOLDER.resolve("alertmanager.example.yaml");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Parts of an expression that name no metric: matchers, lists of labels, ranges, functions. */
  private static final Pattern NO_METRIC =
      Pattern.compile(
          "\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|group_left|ignoring)\\s*\\([^)]*\\)"
              + "|\\b(and|or|unless|offset|bool)\\b|\\b[a-z_0-9]+(?=\\s*(\\(|by\\b|without\\b))|\\b[0-9.]+[a-z]*\\b");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern SELECTOR =
      Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");

  /** One alert at one moment of a test of promtool, and whether it is expected to fire. */
  record Expectation(String alert, boolean fires) {}

  /** A metric and a label that somebody believes it has. */
  record Use(String metric, String label) {}

  private RuleFiles() {}

  static List<JsonNode> alerts() {
    return rules(ALERTS);
  }

  static List<JsonNode> recordings() {
    return rules(RECORDING);
  }

  private static List<JsonNode> rules(Path file) {
    return read(file)
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .toList();
  }

  static List<Path> testFiles() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> tests() {
    return testFiles().stream().flatMap(file -> read(file).path("tests").valueStream());
  }

  static List<Expectation> expectations() {
    return tests()
        .flatMap(test -> test.path("alert_rule_test").valueStream())
        .map(it ->
            new Expectation(it.path("alertname").asString(), !it.path("exp_alerts").isEmpty()))
        .toList();
  }

  /** Series the tests of promtool make up. */
  static List<String> madeUp() {
    return tests()
        .flatMap(test -> test.path("input_series").valueStream())
        .map(series -> series.path("series").asString())
        .distinct()
        .toList();
  }

  /** Names of the metrics an expression reads. */
  static List<String> metrics(String expression) {
    return NAME.matcher(NO_METRIC.matcher(expression).replaceAll(" "))
        .results()
        .map(match -> match.group())
        .distinct()
        .toList();
  }

  /** The labels that an expression or a series names beside a metric. */
  static List<Use> uses(String expression) {
    return SELECTOR
        .matcher(expression)
        .results()
        .flatMap(selector ->
            LABEL
                .matcher(selector.group(2))
                .results()
                .map(label -> new Use(selector.group(1), label.group(1))))
        .toList();
  }

  static JsonNode read(Path file) {
    try {
      Object parsed =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return JSON.valueToTree(parsed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
