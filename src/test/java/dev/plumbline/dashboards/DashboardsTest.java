package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Dashboards read what exists, and links lead somewhere. */
class DashboardsTest {
  private static final ExposedMetrics OURS = ExposedMetrics.ofTheSources();
  private static final Pattern LINKED = Pattern.compile("/d/([a-z-]+)(?=[?\"' ]|$)");
  private static final Set<String> ADDED = Set.of("instance", "job", "pod", "le");

  static List<Path> files() {
    return DashboardFiles.all();
  }

  static List<DashboardFiles.Query> queries() {
    return DashboardFiles.queries();
  }

  /** Bookmarks, alerts and other dashboards name it for years. */
  @Test
  void identifiersAreKept() {
    assertThat(identifiers())
        .containsExactlyInAnyOrder(
            "plumbline",
            "plumbline-detection",
            "plumbline-gates",
            "plumbline-pipeline",
            "plumbline-probing",
            "plumbline-target");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isNamedByItsIdentifierAndFindsTheOthers(Path file) {
    JsonNode dashboard = DashboardFiles.read(file);

    assertThat(file).hasFileName(dashboard.path("uid").asString() + ".json");
    assertThat(dashboard.path("tags").toString()).isEqualTo("[\"plumbline\"]");
    assertThat(dashboard.path("id").isMissingNode()).as("Grafana numbers it").isTrue();
    assertThat(
            dashboard.at("/annotations/list").valueStream().map(it -> it.path("name").asString()))
        .contains("Incidents", "Changes");
    assertThat(
            LINKED
                .matcher(dashboard.toString())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toUnmodifiableSet()))
        .isSubsetOf(identifiers());
  }

  /** Where people look before they know the words. */
  @ParameterizedTest
  @MethodSource("files")
  void everyPanelSaysWhatItShowsAndHasAPlaceOfItsOwn(Path file) {
    Set<Integer> numbers = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : DashboardFiles.panels(DashboardFiles.read(file))) {
      assertThat(panel.path("title").asString()).isNotBlank();
      assertThat(panel.path("description").asString("")).as(panel.toString()).endsWith(".");
      assertThat(numbers.add(panel.path("id").asInt())).isTrue();
      JsonNode place = panel.path("gridPos");
      for (int x = place.path("x").asInt(); x < right(place); x++) {
        for (int y = place.path("y").asInt(); y < bottom(place); y++) {
          assertThat(cells.add(x + " " + y)).as("overlaps: " + panel.path("title")).isTrue();
        }
      }
      assertThat(right(place)).isLessThanOrEqualTo(24);
    }
  }

  private static int right(JsonNode place) {
    return place.path("x").asInt() + place.path("w").asInt();
  }

  private static int bottom(JsonNode place) {
    return place.path("y").asInt() + place.path("h").asInt();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void readsOnlyWhatExists(DashboardFiles.Query query) throws IOException {
    List<String> others =
        Files.readAllLines(Path.of("src/test/resources/dev/plumbline/endtoend/others.txt"));

    assertThat(RuleFiles.metrics(query.expression().replaceAll("\"[^\"]*\"", "")))
        .isNotEmpty()
        .allMatch(name -> OURS.has(name) || others.contains(name));
    assertThat(RuleFiles.uses(query.expression()))
        .filteredOn(use -> OURS.has(use.metric()) && !ADDED.contains(use.label()))
        .allMatch(use -> OURS.hasLabel(use.metric(), use.label()));
    assertThat(query.expression()).as("all variables are known").doesNotContain("$");
    // An empty panel must not look like a healthy one.
    assertThat(query.expression()).doesNotContain("or vector(0)");
  }

  /** What an alert sends people to. */
  @Test
  void alertsLeadToADashboardAndItsVariables() {
    Set<String> variables =
        DashboardFiles.variables().stream()
            .map(it -> it.place().replace("variable ", "var-"))
            .collect(Collectors.toUnmodifiableSet());
    for (JsonNode alert : RuleFiles.alerts()) {
      String address = alert.at("/annotations/dashboard_url").asString();
      assertThat(LINKED.matcher(address).results().map(match -> match.group(1)))
          .hasSize(1)
          .isSubsetOf(identifiers());
      assertThat(
              Pattern.compile("var-[a-z]+").matcher(address).results().map(match -> match.group()))
          .isSubsetOf(variables);
    }
  }

  private static Set<String> identifiers() {
    return DashboardFiles.all().stream()
        .map(it -> DashboardFiles.read(it).path("uid").asString())
        .collect(Collectors.toUnmodifiableSet());
  }
}
