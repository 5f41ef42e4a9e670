package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What runs with the project's credentials is pinned, may little, and ends. */
class WorkflowsTest {
  private static final Path FOLDER = Path.of(".github/workflows");
  private static final Pattern USES = Pattern.compile("uses:\\s*(\\S+)(.*)");
  private static final Pattern PINNED = Pattern.compile("[\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40}");

  /**
   * A script that holds one of these runs what a stranger wrote into a title or a branch's name.
   */
  private static final Pattern FOREIGN_TEXT =
      Pattern.compile("\\$\\{\\{\\s*(github\\.(event|head_ref|ref_name)|inputs\\.)");

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void actionsArePinnedByWhatTheyAre(Path workflow) throws IOException {
    Files.readAllLines(workflow).stream()
        .map(USES::matcher)
        .filter(uses -> uses.find())
        .forEach(uses -> {
          assertThat(uses.group(1)).matches(PINNED);
          assertThat(uses.group(2)).as(uses.group()).matches(" # v\\d+\\.\\d+\\.\\d+");
        });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void nothingIsAllowedThatIsNotNamed(Path workflow) throws IOException {
    Map<?, ?> read = yaml(workflow);
    assertThat(read.get("permissions")).isEqualTo(Map.of());
    assertThat(Files.readString(workflow)).doesNotContain("pull_request_target", "write-all");
    jobs(read)
        .forEach(job -> {
          assertThat(job.get("permissions")).isInstanceOf(Map.class);
          assertThat(job.get("timeout-minutes")).isInstanceOf(Integer.class);
        });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void noScriptHoldsATextOfAStranger(Path workflow) throws IOException {
    jobs(yaml(workflow))
        .flatMap(job -> list(job.get("steps")))
        .map(step -> String.valueOf(((Map<?, ?>) step).get("run")))
        .forEach(script -> assertThat(script).doesNotContainPattern(FOREIGN_TEXT));
  }

  /** Badges and required checks name a workflow by one, links by the other. */
  @ParameterizedTest
  @MethodSource("workflows")
  void namesAreTheFiles(Path workflow) throws IOException {
    assertThat(yaml(workflow).get("name") + ".yml").isEqualTo(workflow.getFileName().toString());
  }

  @Test
  void oneVersionOfEachActionEverywhere() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> all = Files.list(FOLDER)) {
      for (Path other : all.toList()) {
        Files.readAllLines(other).stream()
            .map(USES::matcher)
            .filter(uses -> uses.find())
            .forEach(uses -> used.add(uses.group(1)));
      }
    }
    assertThat(used.stream().map(uses -> uses.substring(0, uses.indexOf('@'))))
        .doesNotHaveDuplicates();
  }

  private static Stream<Map<?, ?>> jobs(Map<?, ?> workflow) {
    return map(workflow.get("jobs")).values().stream().map(WorkflowsTest::map);
  }

  private static Map<?, ?> map(@Nullable Object read) {
    return (Map<?, ?>) Objects.requireNonNull(read);
  }

  private static Stream<?> list(@Nullable Object read) {
    return ((List<?>) Objects.requireNonNull(read)).stream();
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
  }
}
