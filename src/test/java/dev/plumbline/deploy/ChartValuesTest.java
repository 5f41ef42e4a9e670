package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every value is explained, is in the schema, and is in the table of the chart's README. Run with
 * {@code -Dformat=apply} to write the table: {@code ./mvnw -q test -Dtest=ChartValuesTest
 * -Dformat=apply}.
 */
class ChartValuesTest {
  private static final Path README = Chart.FOLDER.resolve("README.md");
  private static final String BEGIN = "<!-- values, written by ChartValuesTest -->\n";
  private static final String END = "<!-- end of values -->";

  /** Objects of the schema that take any key: what Kubernetes or the docs describe. */
  private static final List<String> OPEN =
      List.of(
          "global",
          "catalog.files",
          "settings.plumbline",
          "settings.logLevels",
          ".resources",
          ".affinity",
          ".nodeSelector",
          "nnotations",
          "abels",
          "Selector",
          ".valueFrom",
          "tolerations",
          "extraWorkerEgress.ports");

  @Test
  void everyValueIsExplained() {
    DocumentedValues read = DocumentedValues.read();

    assertThat(read.undocumented()).as("give each a comment that begins with # --").isEmpty();
    assertThat(read.values()).hasSizeGreaterThan(100).allMatch(value -> value.text().length() > 4);
  }

  @Test
  void theSchemaKnowsEveryValueAndNoOther() {
    Set<String> schema = new TreeSet<>();
    collect("", Chart.read(Chart.SCHEMA), DocumentedValues.read(), schema);
    schema.remove("global");

    assertThat(schema)
        .containsExactlyInAnyOrderElementsOf(
            DocumentedValues.read().values().stream().map(DocumentedValues.Value::path).toList());
  }

  /** Down to what is a value of its own; below that the schema may say more. */
  private static void collect(
      String prefix, JsonNode schema, DocumentedValues values, Set<String> found) {
    schema
        .path("properties")
        .propertyStream()
        .forEach(property -> {
          String path = prefix + property.getKey();
          JsonNode type = resolved(property.getValue());
          boolean value = values.values().stream().anyMatch(it -> it.path().equals(path));
          if (value || !type.has("properties")) {
            found.add(path);
          } else {
            collect(path + ".", type, values, found);
          }
        });
  }

  @Test
  void whatIsMisspeltIsRefusedEverywhere() {
    List<String> open = new ArrayList<>();
    openObjects("", Chart.read(Chart.SCHEMA), open);

    assertThat(open)
        .as("objects that take any key")
        .allMatch(path -> OPEN.stream().anyMatch(path::endsWith));
  }

  private static void openObjects(String path, JsonNode unresolved, List<String> open) {
    JsonNode schema = resolved(unresolved);
    if (schema.path("type").asString("").equals("object")
        && schema.path("additionalProperties").asBoolean(true)) {
      open.add(path);
    }
    schema
        .path("properties")
        .propertyStream()
        .forEach(property ->
            openObjects(
                path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                property.getValue(),
                open));
    if (schema.has("items")) {
      openObjects(path, schema.path("items"), open);
    }
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : Chart.read(Chart.SCHEMA).at(reference.substring(1));
  }

  @Test
  void theReadmeHasThem() throws IOException {
    String text = Files.readString(README);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(end).isGreaterThanOrEqualTo(begin);
    String right = text.substring(0, begin) + DocumentedValues.read().table() + text.substring(end);

    if ("apply".equals(System.getProperty("format"))) {
      Files.writeString(README, right);
    } else {
      assertThat(text)
          .as("write it with: ./mvnw -q test -Dtest=ChartValuesTest -Dformat=apply")
          .isEqualTo(right);
    }
  }

  @Test
  void theChartInstallsTheVersionThatIsBuilt() throws IOException {
    Matcher pom =
        Pattern.compile("<artifactId>plumbline</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(Path.of("pom.xml")));

    assertThat(pom.find()).isTrue();
    assertThat(Chart.read(Chart.FOLDER.resolve("Chart.yaml")).path("appVersion").asString())
        .isEqualTo(pom.group(1));
  }

  /** Links, not copies: there is nothing that could drift. */
  @Test
  void rulesAndDashboardsAreThoseOfTheProject() throws IOException {
    for (String each : List.of("prometheus", "grafana")) {
      Path inChart = Chart.FOLDER.resolve("files").resolve(each);
      assertThat(inChart)
          .as("a symbolic link; where git does not make one: git config core.symlinks true")
          .isSymbolicLink();
      assertThat(Files.isSameFile(inChart, Path.of("dashboards", each))).isTrue();
    }
  }
}
