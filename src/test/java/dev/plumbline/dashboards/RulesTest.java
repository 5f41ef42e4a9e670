package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.dashboards.RuleFiles.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Rules read metrics that exist, and tell whoever they wake what to do. */
class RulesTest {
  private static final ExposedMetrics OURS = ExposedMetrics.ofTheSources();
  private static final Path SHOWN = Path.of("src/test/resources/dev/plumbline/endtoend");
  private static final Path RUNBOOKS = Path.of("docs", "runbooks");

  /** What Prometheus adds to every series, or histograms to theirs. */
  private static final Set<String> ADDED = Set.of("instance", "job", "pod", "le");

  static Stream<String> alerts() {
    return RuleFiles.alerts().stream().map(alert -> alert.path("alert").asString());
  }

  private static JsonNode alert(String name) {
    return RuleFiles.alerts().stream()
        .filter(alert -> alert.path("alert").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysWhatIsWrongAndWhereToLook(String name) {
    JsonNode alert = alert(name);
    JsonNode annotations = alert.path("annotations");

    assertThat(alert.at("/labels/severity").asString()).isIn("page", "ticket", "heartbeat");
    assertThat(annotations.propertyNames())
        .contains("summary", "description", "runbook_url", "dashboard_url");
    assertThat(annotations.propertyNames().contains("incident_url"))
        .as("links an incident where there is one")
        .isEqualTo(name.contains("Incident"));
    assertThat(annotations.path("runbook_url").asString())
        .isEqualTo("https://runbooks.example.com/plumbline/%s.md", name);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void hasARunbook(String name) throws IOException {
    assertThat(Files.readString(RUNBOOKS.resolve(name + ".md")))
        .startsWith("# " + name + "\n")
        .contains("## Meaning", "## Look", "## Do", "## End");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void hasATestInWhichItFiresAndOneInWhichItDoesNot(String name) {
    assertThat(RuleFiles.expectations())
        .contains(new Expectation(name, true), new Expectation(name, false));
  }

  @Test
  void everyRunbookAndEveryTestIsOfAnAlert() throws IOException {
    try (Stream<Path> runbooks = Files.list(RUNBOOKS)) {
      assertThat(runbooks.map(it -> it.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(alerts().toList());
    }
    assertThat(RuleFiles.expectations().stream().map(Expectation::alert).distinct())
        .containsExactlyInAnyOrderElementsOf(alerts().toList());
  }

  /** The document's table has a line for each alert. */
  @Test
  void theDocumentListsEveryAlertWithItsSeverity() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs", "alerting.md")).stream()
            .filter(line -> line.startsWith("| [`"))
            .map(line -> line.replaceAll("^\\| \\[`(\\w+)`]\\S* \\| (\\w+) .*", "$1 $2"))
            .toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            RuleFiles.alerts().stream()
                .map(it -> it.path("alert").asString() + " " + it.at("/labels/severity").asString())
                .toList());
  }

  /** A rule on a metric that nobody makes is silent, which looks like health. */
  @Test
  void readsOnlyMetricsThatExist() throws IOException {
    Set<String> recorded =
        RuleFiles.recordings().stream()
            .map(it -> it.path("record").asString())
            .collect(Collectors.toUnmodifiableSet());
    List<String> others = Files.readAllLines(SHOWN.resolve("others.txt"));

    assertThat(expressions().flatMap(it -> RuleFiles.metrics(it).stream()).distinct())
        .hasSizeGreaterThan(20)
        .allMatch(name -> OURS.has(name) || recorded.contains(name) || others.contains(name));
    assertThat(RuleFiles.madeUp().stream().map(it -> it.replaceAll("\\{.*", "")).distinct())
        .allMatch(name -> OURS.has(name) || others.contains(name));
    Pattern ours = Pattern.compile("plumbline_[a-z_]+");
    assertThat(
            RuleFiles.alerts().stream()
                .flatMap(it -> ours.matcher(it.path("annotations").toString()).results())
                .map(match -> match.group()))
        .isNotEmpty()
        .allMatch(OURS::has);
  }

  @Test
  void readsOnlyLabelsThatExist() {
    assertThat(
            Stream.concat(expressions(), RuleFiles.madeUp().stream())
                .flatMap(it -> RuleFiles.uses(it).stream())
                .filter(use -> OURS.has(use.metric()))
                .filter(use -> !ADDED.contains(use.label()))
                .distinct())
        .hasSizeGreaterThan(20)
        .allMatch(use -> OURS.hasLabel(use.metric(), use.label()));
  }

  /** Otherwise the two tests above would prove nothing. */
  @Test
  void theSourcesMakeEveryMetricThatAPageShows() throws IOException {
    assertThat(
            Files.readAllLines(SHOWN.resolve("metrics.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("\\{.*", "")))
        .hasSizeGreaterThan(20)
        .allMatch(OURS::has);
    assertThat(OURS.has("plumbline_incident")).isTrue();
    assertThat(OURS.has("plumbline_incidents")).isFalse();
    assertThat(RuleFiles.metrics("max by (x) (last_over_time(a_b{c=\"d\"}[1h])) > 0.5 or e:f:g"))
        .containsExactly("a_b", "e:f:g");
  }

  @Test
  void recordingsAreNamedByLevelMetricAndOperations() {
    assertThat(RuleFiles.recordings().stream().map(it -> it.path("record").asString()))
        .allMatch(name -> name.matches("(incident|slice|fleet):[a-z_]+:[a-z0-9_]+"));
  }

  private static Stream<String> expressions() {
    return Stream.concat(RuleFiles.alerts().stream(), RuleFiles.recordings().stream())
        .map(it -> it.path("expr").asString());
  }
}
